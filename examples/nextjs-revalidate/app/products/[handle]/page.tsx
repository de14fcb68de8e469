import { cacheLife, cacheTag } from 'next/cache';
import { Suspense } from 'react';
import { everything } from '../../../etalage-webhook';

const endpoint = process.env.ETALAGE_URL ?? 'http://localhost:4000/nachtwit-nl/graphql';
/** The id of a document in Etalage's manifest: only answers to such, by GET, say their tags. */
const documentId = process.env.ETALAGE_PRODUCT_DOCUMENT ?? '';

/** That one entry may have. */
const mostTags = 128;

/** Kept until one of the tags of Etalage's answer is revalidated. */
async function readTitle(handle: string): Promise<string> {
  'use cache';
  const search = new URLSearchParams({ documentId, variables: JSON.stringify({ handle }) });
  const response = await fetch(`${endpoint}?${search}`, { headers: { 'etalage-channel': 'WEB' } });
  if (!response.ok) throw new Error(`Etalage answered ${response.status}`);
  const tags = response.headers.get('cache-tag')?.split(',') ?? [];
  // An answer that cannot say what it depends on, or depends on more than Next.js takes, is not kept for long.
  if (tags.length === 0 || tags.length >= mostTags) cacheLife('seconds');
  else cacheTag(everything, ...tags);
  const { data } = (await response.json()) as { data: { product: { title: string } | null } };
  return data.product?.title ?? 'Not found';
}

async function Title({ params }: { params: Promise<{ handle: string }> }) {
  return <h1>{await readTitle((await params).handle)}</h1>;
}

export default function Page({ params }: { params: Promise<{ handle: string }> }) {
  return (
    <Suspense>
      <Title params={params} />
    </Suspense>
  );
}
