/** What every list that is read in windows must do. */
import assert from 'node:assert/strict';
import type { Call } from '../contract/call.ts';
import type { CapabilityName, Listing, SearchQuery, Window } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import { assertConnectorError, describe, rejection } from './assertions.ts';
import { resilienceChecks } from './resilience.ts';
import type { Bench, Check, Known } from './subject.ts';

interface ListMethod {
  readonly capability: CapabilityName;
  readonly method: string;
  /** Also a batch method, whose behaviour in trouble is checked there. */
  readonly inBatch?: boolean;
  /** Ids in the window. */
  read(connector: Connector, window: Window, known: Known, call: Call): Promise<Listing<string> | undefined>;
  /** Ids that the whole list must hold. */
  contains(known: Known): readonly string[];
}

/** The query of a search with nothing narrowed, as the subject's known words have it. */
export function plainQuery(known: Known, changes: Partial<SearchQuery> = {}): SearchQuery {
  const filters = { attributes: {}, price: null, available: null };
  const text = known.search?.text ?? null;
  return { text, categoryId: null, filters, sort: 'RELEVANCE', first: 20, after: null, ...changes };
}

const listMethods: readonly ListMethod[] = [
  {
    capability: 'products',
    method: 'products.list',
    read: async (connector, window, _known, call) => connector.products?.list(window, call),
    contains: (known) => known.products?.ids ?? [],
  },
  {
    capability: 'locations',
    method: 'locations.list',
    read: async (connector, window, _known, call) => connector.locations?.list(window, call),
    contains: (known) => known.locations?.ids ?? [],
  },
  {
    capability: 'reviews',
    method: 'reviews.byProducts',
    inBatch: true,
    read: async (connector, window, known, call) => {
      const [productId = ''] = known.reviews?.productIds ?? [];
      const [answer] = (await connector.reviews?.byProducts([{ productId, ...window }], call)) ?? [];
      if (answer instanceof Error) throw answer;
      return answer ? { ...answer, nodes: answer.nodes.map(({ id }) => id) } : undefined;
    },
    contains: () => [],
  },
  {
    capability: 'search',
    method: 'search.query',
    read: async (connector, window, known, call) => connector.search?.query(plainQuery(known, window), call),
    contains: () => [],
  },
];

export const listMethodChecks: readonly Check[] = listMethods.flatMap((list) => {
  const { capability, method } = list;
  const check = (rule: string, run: Check['run']): Check => ({ capability, method, rule, run });
  const inTrouble = resilienceChecks({
    capability,
    method,
    run: (connector, known, call) => read(list, connector, { first: 10, after: null }, known, call),
  });
  return [
    check('lists everything once, to the end', (bench) => toTheEnd(list, bench)),
    check('lists the same in pages of any size', (bench) => anySize(list, bench)),
    check('refuses a cursor that it never gave out', (bench) => foreignCursor(list, bench)),
    ...(list.inBatch ? [] : inTrouble),
  ];
});

async function read(list: ListMethod, connector: Connector, window: Window, known: Known, call: Call) {
  return (await list.read(connector, window, known, call)) ?? assert.fail(`${list.method} has nothing to list`);
}

/** No list of a test is longer; a longer one is a cursor that goes round. */
const mostPages = 2_000;

/** Ids of up to `most` entries, page by page; holds each page to the contract of `Listing`. */
export async function crawl(
  next: (window: Window) => Promise<Listing<string>>,
  first: number,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { nodes, endCursor, hasNextPage }: Listing<string> = await next({ first, after });
    assert.ok(nodes.length <= first, `asked for ${first} entries, got ${nodes.length}`);
    assert.equal(endCursor === null, nodes.length === 0, 'endCursor is null exactly when the page is empty');
    assert.ok(nodes.length > 0 || !hasNextPage, 'an empty page cannot have a next one');
    assert.ok(nodes.length > 0 || after === null, 'the page before promised a next one, but it is empty');
    ids.push(...nodes);
    if (!hasNextPage || ids.length >= most) return ids.slice(0, most);
    assert.notEqual(endCursor, after, 'the cursor does not move on');
    after = endCursor;
  }
  assert.fail(`still a next page after ${mostPages} pages of ${first}: the list does not end`);
}

function pages(list: ListMethod, bench: Bench) {
  return (window: Window) => read(list, bench.connector, window, bench.subject.known, bench.call());
}

async function toTheEnd(list: ListMethod, bench: Bench) {
  const ids = await crawl(pages(list, bench), 50);
  assert.ok(ids.length > 0, `${list.method} lists nothing`);
  assert.equal(new Set(ids).size, ids.length, `${describe(ids)} holds an entry twice`);
  for (const id of list.contains(bench.subject.known)) assert.ok(ids.includes(id), `${id} is known, but not listed`);
  return undefined;
}

async function anySize(list: ListMethod, bench: Bench) {
  const next = pages(list, bench);
  const all = await crawl(next, 50);
  // Small pages only for the beginning: a long list would cost a call per entry.
  for (const [size, most] of [
    [1, 12],
    [2, 20],
    [7, 70],
  ] as const)
    assert.deepEqual(await crawl(next, size, most), all.slice(0, most), `in pages of ${size}`);
  for (const size of [all.length - 1, all.length, all.length + 1].filter((size) => size > 0 && size <= 100))
    assert.deepEqual(await crawl(next, size), all, `${all.length} entries in pages of ${size}`);
  return undefined;
}

async function foreignCursor(list: ListMethod, bench: Bench) {
  const at = { connector: bench.connector.name, capability: list.capability };
  for (const after of ['?', '-1', 'bm90IG91cnM=', 'x'.repeat(5_000)]) {
    const situation = `the cursor ${describe(after)}`;
    const error = await rejection(pages(list, bench)({ first: 2, after }), situation);
    assertConnectorError(error, ['CONNECTOR_REJECTED'], at, situation);
  }
  return undefined;
}
