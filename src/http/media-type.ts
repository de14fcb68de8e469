/** Content negotiation as GraphQL over HTTP has it: https://graphql.github.io/graphql-over-http/draft/#sec-Accept */
import { rememberByHeader } from './header-memo.ts';

export type MediaType = 'application/graphql-response+json' | 'application/json';

/** The first wins a tie: clients that do not choose are the older ones, and expect plain JSON. */
const answered: readonly MediaType[] = ['application/json', 'application/graphql-response+json'];

/**
 * The media type of the answer, by the request's `accept`; `application/json` without one.
 *
 * @returns undefined when the client accepts neither.
 */
export const chooseMediaType = rememberByHeader((accept): MediaType | undefined =>
  accept === undefined ? 'application/json' : prefer(answered, accept),
);

/** As the header of an answer: JSON is UTF-8, and a client that reads the charset is told so. */
export const contentTypes: Readonly<Record<MediaType, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
};

/** Whether a client would rather read a page than JSON: a browser that opens the URL. */
export function prefersHtml(accept: string | undefined): boolean {
  return accept !== undefined && prefer([...answered, 'text/html'], accept) === 'text/html';
}

/** The candidate of the highest quality above zero; of equal ones the first. */
function prefer<T extends string>(candidates: readonly T[], accept: string): T | undefined {
  const ranges = accept.split(',').map(readRange);
  let best: T | undefined;
  let highest = 0;
  for (const candidate of candidates) {
    const quality = qualityOf(candidate, ranges);
    if (quality > highest) {
      best = candidate;
      highest = quality;
    }
  }
  return best;
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** By the most specific range that matches, as RFC 9110, 12.5.1 asks. */
function qualityOf(candidate: string, ranges: readonly Range[]): number {
  for (const name of [candidate, `${candidate.split('/', 1)[0]}/*`, '*/*']) {
    const range = ranges.find((one) => one.name === name);
    if (range) return range.quality;
  }
  return 0;
}
