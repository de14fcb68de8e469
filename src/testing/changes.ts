/** How a connector must take what its backend tells of changes. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { ChangeDraft, ChangesCapability, Delivery } from '../contract/changes.ts';
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

export const changesChecks: readonly Check[] = Object.entries(rules).map(([rule, { method, run }]) => ({
  capability: 'connector',
  method,
  rule,
  run,
}));
