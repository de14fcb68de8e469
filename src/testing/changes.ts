/** How a connector must take what its backend tells of changes. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { ChangeDraft, ChangesCapability, Delivery, ListedPage } from '../contract/changes.ts';
import { assertConnectorError, conform, rejection } from './assertions.ts';
import type { Bench, Check, NotApplicable } from './subject.ts';

const drafts = z.array(
  z.strictObject({
    id: z.string().min(1).optional(),
    at: z.number().positive().optional(),
    kind: z.string().regex(/^[A-Za-z]+$/, 'a kind is one word'),
    key: z.string().min(1),
    facets: z.array(z.string()).optional(),
    version: z.number().optional(),
    sites: z.array(z.string()).optional(),
  }),
);

const day = 24 * 60 * 60 * 1000;

type Parse = (delivery: Delivery) => Promise<readonly ChangeDraft[]>;

/** A check of deliveries: what is told of a sound one, or how a spoilt one is refused. */
function ofDeliveries(run: (parse: Parse, sound: Delivery, connector: string) => Promise<void>): Check['run'] {
  return async ({ connector, subject }: Bench): Promise<NotApplicable | undefined> => {
    const { changes } = connector;
    if (!changes?.parse) return { notApplicable: 'the connector reads no deliveries' };
    if (!subject.delivery) return { notApplicable: 'the subject has no delivery to try' };
    const delivery = { ...(await subject.delivery()), receivedAt: Date.now() };
    await run(async (one) => (changes.parse as NonNullable<ChangesCapability['parse']>)(one), delivery, connector.name);
    return undefined;
  };
}

function refuses(what: string, spoil: (delivery: Delivery) => Delivery): Check['run'] {
  return ofDeliveries(async (parse, delivery, connector) => {
    const error = await rejection(parse(spoil(delivery)), what);
    assertConnectorError(error, ['CONNECTOR_DENIED'], { connector, capability: 'changes' }, what);
  });
}

const rules: Readonly<Record<string, { readonly method: string; readonly run: Check['run'] }>> = {
  'tells of changes in a delivery, and the same when it comes again': {
    method: 'changes.parse',
    run: ofDeliveries(async (parse, delivery) => {
      const told = await parse(delivery);
      conform(drafts, told, 'what it tells');
      assert.ok(told.length > 0, 'the delivery that the subject gives tells of no change');
      assert.deepEqual(await parse(delivery), told, 'the same delivery told something else when it came again');
    }),
  },
  'refuses a delivery that was altered': {
    method: 'changes.parse',
    run: refuses('with a space added to the body', (delivery) => ({
      ...delivery,
      body: Buffer.concat([delivery.body, Buffer.from(' ')]),
    })),
  },
  'refuses a delivery that nobody signed': {
    method: 'changes.parse',
    run: refuses('without its headers', (delivery) => ({ ...delivery, headers: {} })),
  },
  // Whatever is not understood after that is kept aside: nobody but the sender may cause it.
  'looks at the signature before it looks at the body': {
    method: 'changes.parse',
    run: refuses('with another body under the same signature', (delivery) => ({ ...delivery, body: Buffer.from('-') })),
  },
  'refuses a delivery of the day before': {
    method: 'changes.parse',
    run: refuses('received a day later', (delivery) => ({ ...delivery, receivedAt: delivery.receivedAt + day })),
  },
  'reports nothing at first but where to begin': {
    method: 'changes.poll',
    run: async ({ connector, call }) => {
      const { changes } = connector;
      if (!changes?.poll) return { notApplicable: 'the connector is not polled' };
      const first = await changes.poll(null, call().signal);
      assert.deepEqual(first.changes, [], 'the first poll has no cursor to report since');
      assert.equal(typeof first.cursor, 'string', 'a poll gives the cursor for the next');
      const next = await changes.poll(first.cursor, call().signal);
      conform(drafts, next.changes, 'what the next poll tells');
      return undefined;
    },
  },
};

const listed = z.array(
  z
    .strictObject({
      kind: z.string().regex(/^[A-Za-z]+$/, 'a kind is one word'),
      key: z.string().min(1),
      version: z.number().optional(),
      fingerprint: z.string().min(1).max(200).optional(),
      scope: z.string().max(200).optional(),
      at: z.number().positive().optional(),
    })
    .refine(({ version, fingerprint }) => version !== undefined || fingerprint !== undefined, {
      error: 'an entity needs a version or a fingerprint',
    }),
);

/** Pages after which a listing counts as one without an end. */
const mostPages = 10_000;

/** Reads a listing to its end. */
async function listAll({ connector, call }: Bench, list: NonNullable<ChangesCapability['list']>) {
  const { site, signal } = call();
  const all = new Map<string, string>();
  let cursor: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const page: ListedPage = await list.call(connector.changes, { cursor, sites: [site], signal });
    conform(listed, page.entities, 'what a page lists');
    for (const { kind, key, scope = '', version, fingerprint } of page.entities) {
      const name = JSON.stringify([kind, key, scope]);
      // Of what is listed twice the first counts.
      if (!all.has(name)) all.set(name, JSON.stringify([version, fingerprint]));
    }
    if (page.cursor === null) return all;
    assert.notEqual(page.cursor, cursor, 'a page gave its own cursor for the next');
    assert.ok(pages < mostPages, `no end after ${mostPages} pages`);
    ({ cursor } = page);
  }
}

/** A check of listings, for connectors that have one. */
function ofListings(run: (bench: Bench, list: NonNullable<ChangesCapability['list']>) => Promise<void>): Check['run'] {
  return async (bench) => {
    const { changes } = bench.connector;
    if (!changes?.list) return { notApplicable: 'the connector cannot list what it has' };
    await run(bench, changes.list);
    return undefined;
  };
}

const listingRules: Readonly<Record<string, Check['run']>> = {
  'lists to the end what there is, and the same while nothing changes': ofListings(async (bench, list) => {
    const all = await listAll(bench, list);
    assert.ok(all.size > 0, 'the listing is empty');
    assert.deepEqual(await listAll(bench, list), all, 'a second listing was another one');
  }),
  'lists the entities that are known to exist': ofListings(async (bench, list) => {
    const names = new Set([...(await listAll(bench, list)).keys()].map(entityOf));
    const { products, prices, stock, media } = bench.subject.known;
    const known: readonly (readonly [kind: string, keys: readonly string[]])[] = [
      ['product', products?.ids ?? []],
      ['price', prices?.skus ?? []],
      ['stock', stock?.skus ?? []],
      ['media', media?.ids ?? []],
    ];
    // A connector lists what it tells changes of, which may be less than it answers.
    for (const [kind, keys] of known.filter(([kind]) => [...names].some((name) => name.startsWith(`${kind} `))))
      for (const key of keys) assert.ok(names.has(`${kind} ${key}`), `${kind} ${key} is known and not listed`);
  }),
  'stops a listing when it is aborted': ofListings(async ({ connector, call }, list) => {
    const signal = AbortSignal.abort();
    await assert.rejects(
      async () => list.call(connector.changes, { cursor: null, sites: [call().site], signal }),
      (error) => error === signal.reason,
      'with a signal that is aborted, list rejects with its reason',
    );
  }),
};

function entityOf(name: string): string {
  const [kind, key] = JSON.parse(name) as [kind: string, key: string, scope: string];
  return `${kind} ${key}`;
}

export const changesChecks: readonly Check[] = Object.entries(rules).map(([rule, { method, run }]) => ({
  capability: 'connector',
  method,
  rule,
  run,
}));

export const listingChecks: readonly Check[] = Object.entries(listingRules).map(([rule, run]) => ({
  capability: 'connector',
  method: 'changes.list',
  rule,
  run,
}));
