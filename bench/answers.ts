/** What the servers answer, before they are measured: to be served by the bare one, and to be the same from all. */
import { productCount } from './fixture/catalogue.ts';
import { representatives } from './fixture/visitors.ts';
import type { Target } from './measure.ts';
import { toBytes } from './requests.ts';

/** The answers to one visitor of each vector, page by page. */
export async function readAnswers(target: Target, pages: number): Promise<string[]> {
  const texts: string[] = [];
  for (let page = 0; page < pages; page += 1) {
    texts.push(...(await Promise.all(representatives.map(({ token }) => readAnswer(target, token, page)))));
  }
  return texts;
}

/** Asks as the load does, with the same bytes. */
async function readAnswer({ port, form }: Target, visitor: string, page: number): Promise<string> {
  const bytes = toBytes({ site: 0, visitor, page }, form).toString();
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.slice(0, end).split('\r\n');
  const [method, path] = first.split(' ');
  const headers = new Headers();
  for (const line of lines) {
    const at = line.indexOf(': ');
    // These two are fetch's own.
    if (!/^(host|content-length):/.test(line)) headers.set(line.slice(0, at), line.slice(at + 2));
  }
  const body = bytes.slice(end + 4) || undefined;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
  return response.text();
}

const checkedPages = 2;

/**
 * Compares what the targets answer, member by member in the same order.
 *
 * @throws when one differs from the first: then it does not do the same work, and no ratio means anything.
 */
export async function checkSame(
  targets: readonly Target[],
  pages = Math.min(checkedPages, productCount),
): Promise<void> {
  const [first, ...others] = await Promise.all(
    targets.map(async (target) => ({ target, texts: (await readAnswers(target, pages)).map(dataOf) })),
  );
  for (const { target, texts } of others) {
    const at = texts.findIndex((text, nth) => text !== first?.texts[nth]);
    if (at !== -1)
      throw new Error(
        `${target.name} answers otherwise than ${first?.target.name}:\n${texts[at]}\n${first?.texts[at]}`,
      );
  }
}

function dataOf(text: string): string {
  const { data, errors } = JSON.parse(text) as { data?: { product?: unknown }; errors?: unknown };
  if (errors || !data?.product) throw new Error(`expected a product without errors, found ${text.slice(0, 500)}`);
  return JSON.stringify(data);
}
