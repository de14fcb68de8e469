import { revalidateTag } from 'next/cache';
import { readEvent, staleTags } from '../../../etalage-webhook';

const secrets = (process.env.ETALAGE_WEBHOOK_SECRETS ?? '').split(' ').filter(Boolean);

/** Where Etalage tells of changes. Anything but a 2xx has it sent again. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  let tags: readonly string[];
  try {
    tags = staleTags(readEvent(body, request.headers, secrets));
  } catch {
    return new Response(null, { status: 401 });
  }
  // At once: the default for pages would show the old state one more time.
  for (const tag of tags) revalidateTag(tag, { expire: 0 });
  return new Response(null, { status: 204 });
}
