/**
 * Many subscribers to one product, who are shown 12 different things: executions, completeness and order. The bench has
 * them by the ten thousand, with times and memory (`npm run bench -- --only subscribers`).
 */
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../../bench/children.ts';
import { siteKey } from '../../bench/fixture/sites.ts';
import { type BenchVisitor, vectorCount, visitors } from '../../bench/fixture/visitors.ts';
import { type LiveMessage, liveProduct, liveQuery, liveVariables } from '../../bench/live.ts';
import { readEvents } from '../support/stream-events.ts';

const perVector = 15;
/** Of each vector; the others read their events by hand. */
const clientsPerVector = 3;

interface Listener {
  readonly vector: number;
  /** Kind and price of each message, as they came. */
  readonly told: { readonly kind: string; readonly amount: string; readonly variant: string }[];
  leave(): void;
}

let server: Child;
let url: string;
const listeners: Listener[] = [];

beforeAll(async () => {
  const options = { counted: true, streams: 1_000 };
  server = startChild('./server.ts', { role: 'server', arguments: ['etalage', JSON.stringify(options)] });
  url = `http://127.0.0.1:${await server.ask<number>('port')}/${siteKey(0)}/graphql`;
  const groups = Array.from({ length: vectorCount }, (_, vector) =>
    visitors.filter((visitor) => visitor.vector === vector).slice(0, perVector),
  );
  listeners.push(
    ...(await Promise.all(
      groups.flatMap((group) =>
        group.map((visitor, nth) => (nth < clientsPerVector ? listenByClient(visitor) : listenByHand(visitor))),
      ),
    )),
  );
});
afterAll(async () => {
  for (const { leave } of listeners) leave();
  await server?.stop();
});

const body = { query: liveQuery, variables: liveVariables };

function listener(vector: number, leave: () => void) {
  const told: Listener['told'] = [];
  const tell = ({ productChanged: { kind, product } }: LiveMessage) => {
    const amount = product?.variants.nodes[0]?.price.amount ?? 'none';
    told.push({ kind, amount, variant: product?.slot?.decision.variant ?? 'none' });
  };
  return { tell, it: { vector, told, leave } };
}

async function listenByClient({ token, vector }: BenchVisitor): Promise<Listener> {
  const client = createClient({ url, headers: { 'etalage-visitor': token }, retryAttempts: 0 });
  const own = listener(vector, () => client.dispose());
  await new Promise<void>((resolve, reject) => {
    client.subscribe<LiveMessage>(body, {
      next({ data, errors }) {
        if (data) own.tell(data);
        else reject(new Error(JSON.stringify(errors)));
        resolve();
      },
      error: reject,
      complete: () => {},
    });
  });
  return own.it;
}

async function listenByHand({ token, vector }: BenchVisitor): Promise<Listener> {
  const events = await readEvents(url, body, { 'etalage-visitor': token });
  const own = listener(vector, events.leave);
  const read = async () => {
    const event = await events.event();
    if (event) own.tell(JSON.parse(event.data ?? '').data);
    return event !== null;
  };
  await read();
  // Leaving ends the reading with an error, and nobody waits for it any more.
  void (async () => {
    while (await read());
  })().catch(() => {});
  return own.it;
}

const executions = () => server.ask<number>('executions');

/** Changes the price once. @returns what it is now. */
async function change(): Promise<string> {
  const amount = await server.ask<string>('nextAmount', liveProduct);
  await server.ask('changePrice', liveProduct);
  return amount;
}

const allHave = (amount: string) =>
  expect.poll(() => listeners.filter(({ told }) => told.at(-1)?.amount !== amount).length, { timeout: 30_000 }).toBe(0);

describe('flows: many subscribers to one product', () => {
  it('are each told of every change once, in order, by one execution for those who see the same', async () => {
    const first = listeners[0]?.told[0]?.amount;
    const amounts = [];
    for (let nth = 0; nth < 5; nth += 1) {
      const before = await executions();
      const amount = await change();
      await allHave(amount);
      expect((await executions()) - before).toBe(vectorCount);
      amounts.push(amount);
    }
    for (const { told } of listeners) {
      expect(told.map(({ kind }) => kind)).toEqual(['SNAPSHOT', ...amounts.map(() => 'CHANGED')]);
      expect(told.map(({ amount }) => amount)).toEqual([first, ...amounts]);
    }
  });

  it('are shown what is for them, and nothing of the others', () => {
    const shown = Array.from({ length: vectorCount }, (_, vector) => {
      const own = listeners.filter((one) => one.vector === vector);
      expect(own).toHaveLength(perVector);
      return [...new Set(own.flatMap(({ told }) => told.map(({ variant }) => variant)))];
    });
    expect(shown.map((variants) => variants.length)).toEqual(Array(vectorCount).fill(1));
    expect(new Set(shown.flat()).size).toBe(vectorCount);
  });

  it('all end with the newest of many changes at once, some in between left out and none out of order', async () => {
    const before = await executions();
    const rounds = 40;
    let last = '';
    for (let nth = 0; nth < rounds; nth += 1) last = await change();
    await allHave(last);
    expect((await executions()) - before).toBeLessThanOrEqual(vectorCount * rounds);
    for (const { told } of listeners) {
      const amounts = told.map(({ amount }) => Number(amount));
      expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b));
    }
  });

  it('are executed for no longer once they have left', async () => {
    for (const { leave, vector } of listeners) if (vector === 0) leave();
    const staying = listeners.filter(({ vector }) => vector !== 0);
    listeners.splice(0, listeners.length, ...staying);
    // Their connections end on the server a moment after they ended here.
    await expect
      .poll(
        async () => {
          const before = await executions();
          await allHave(await change());
          return (await executions()) - before;
        },
        { timeout: 30_000 },
      )
      .toBe(vectorCount - 1);
  });
});
