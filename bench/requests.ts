/** What is asked in which order: requests as the bytes that go over the wire. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRandom } from '../demo/random.ts';
import { productCount, products } from './fixture/catalogue.ts';
import { siteKey } from './fixture/sites.ts';
import { representatives, vectorCount, visitorCount, visitors } from './fixture/visitors.ts';

/** Who asks for which page of which site, by their numbers. */
export interface Asked {
  readonly site: number;
  readonly visitor: string;
  readonly page: number;
}

/** A series of requests without end: the n-th one. */
export type Plan = (nth: number) => Asked;

/** How many there are of everything; all that a run can be asked to send. */
export type PlanName = 'hot' | 'full' | 'each' | 'cold' | `sites-${number}`;

/** `query`: POST with the whole document. `document`: GET with the id of a trusted one. */
export type Form = 'query' | 'document';

const hotPages = 8;
/** Different answers of the plans `sites-N`, all of them in as many requests. */
export const sitesAnswers = 2_000;
const random = createRandom(11);
/** Cards and pages are dealt: before the first comes again, every one has come. */
const dealt = random.shuffle(
  Array.from({ length: hotPages * vectorCount }, (_, nth) => nth),
  'hot',
);

const token = (list: readonly { readonly token: string }[], nth: number) => list[nth % list.length]?.token ?? '';

export function planOf(name: PlanName): Plan {
  switch (name) {
    // 12 visitors on 8 pages.
    case 'hot':
      return (nth) => {
        const at = dealt[nth % dealt.length] as number;
        return { site: 0, visitor: token(representatives, at), page: Math.floor(at / vectorCount) };
      };
    // Anybody on any page.
    case 'full':
      return (nth) => ({
        site: 0,
        visitor: token(visitors, random.whole(0, visitorCount - 1, 'visitor', nth)),
        page: random.whole(0, productCount - 1, 'page', nth),
      });
    // All visitors one after the other, each on another page than the one before; in the next round a page further.
    case 'each':
      return (nth) => ({
        site: 0,
        visitor: token(visitors, nth),
        page: (nth + Math.floor(nth / visitorCount)) % productCount,
      });
    // A site that was never asked before, each time.
    case 'cold':
      return (nth) => ({ site: nth, visitor: token(visitors, nth), page: nth % productCount });
    default: {
      // As many different answers for any number of sites, each for a visitor of its own: nobody is on 2,000 sites.
      const sites = Number(name.slice('sites-'.length));
      return (nth) => {
        const at = (nth * 7) % sitesAnswers;
        const page = Math.floor((at * productCount) / sitesAnswers);
        return { site: at % sites, visitor: token(visitors, at), page };
      };
    }
  }
}

const operations = new URL('../test/operations/', import.meta.url);
export const document = ['product-page.graphql', 'fragments.graphql']
  .map((file) => readFileSync(new URL(file, operations), 'utf8'))
  .join('\n');

/** What it is trusted by. */
export const documentId = createHash('sha256').update(document).digest('hex');

/** A request as a storefront's server sends it, with its headers and no more. */
export function toBytes({ site, visitor, page }: Asked, form: Form): Buffer {
  const path = `/${siteKey(site)}/graphql`;
  const variables = { handle: products[page]?.handle };
  const headers = ['host: localhost', 'accept: application/json', `etalage-visitor: ${visitor}`];
  if (form === 'document') {
    const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
    return Buffer.from([`GET ${path}?${search} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
  }
  const body = JSON.stringify({ query: document, variables });
  headers.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from([`POST ${path} HTTP/1.1`, ...headers, '', body].join('\r\n'));
}
