/** How an edit travels: from the backend that reports it to one replica, to the answers and the subscribers of all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { isVersioned, type Replica, type Shop } from './replicas.ts';

/** Milliseconds since the 2xx that accepted the report, one for each replica; what came before it is 0. */
export interface Propagated {
  /** Until its plain answer over HTTP, without a cursor, was fresh. */
  readonly answered: readonly number[];
  /** Until its subscriber had it. */
  readonly told: readonly number[];
}

export interface Told {
  readonly kind: 'SNAPSHOT' | 'CHANGED' | 'REMOVED' | 'GAP';
  readonly handle: string;
  readonly number: number;
}

export interface Watchers {
  /** What the subscriber of each replica was told, in the order in which it came. */
  readonly told: readonly (readonly Told[])[];
  /** Edits a product, reports it to one replica, and waits until all of them answer with it and have told of it. */
  edit(key: string, teller: Replica): Promise<Propagated>;
  close(): void;
}

/** Between one question and the next, in milliseconds: who asks without a pause takes the time that the answer needs. */
const askEveryMs = 2;

const query = `subscription Watch($handles: [String!]!) {
  productChanged(handles: $handles) { kind handle product { title } }
}`;

interface Message {
  readonly productChanged: {
    readonly kind: Told['kind'];
    readonly handle: string;
    readonly product: { readonly title: string } | null;
  };
}

/** Subscribes to all products at each replica by graphql-sse's client; resolves once each has told all of them. */
export async function watchReplicas(
  shop: Shop,
  replicas: readonly Replica[],
  keys: readonly string[],
): Promise<Watchers> {
  const subscribers = replicas.map((replica) => subscribe(replica, keys));
  await Promise.all(subscribers.flatMap(({ has }) => keys.map((key) => has(key, shop.number(key)))));

  async function answers(replica: Replica, key: string, number: number): Promise<number> {
    for (;;) {
      const [shown = Number.NaN] = (await replica.ask([key])).numbers;
      if (shown >= number) return performance.now();
      await sleep(askEveryMs);
    }
  }

  return {
    told: subscribers.map(({ told }) => told),
    async edit(key, teller) {
      const number = shop.edit(key);
      const heard = subscribers.map(({ has }) => has(key, number));
      const { status } = await teller.report(key, isVersioned(key) ? number : undefined);
      const acceptedAt = performance.now();
      if (status !== 202) throw new Error(`a report was answered with ${status}`);
      const since = (moments: readonly number[]) => moments.map((at) => Math.max(0, at - acceptedAt));
      const answered = Promise.all(replicas.map((replica) => answers(replica, key, number)));
      return { answered: since(await answered), told: since(await Promise.all(heard)) };
    },
    close() {
      for (const { close } of subscribers) close();
    },
  };
}

function subscribe({ url }: Replica, handles: readonly string[]) {
  const told: Told[] = [];
  const newest = new Map<string, { readonly number: number; readonly at: number }>();
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  let failure: unknown;
  const client = createClient({ url: `${url}/shop-en/graphql`, retryAttempts: 0 });
  const leave = client.subscribe<Message>(
    { query, variables: { handles } },
    {
      next({ data, errors }) {
        const message = data?.productChanged;
        if (!message) failure = new Error(`a subscriber was told of errors: ${JSON.stringify(errors)}`);
        else {
          const number = Number(message.product?.title ?? Number.NaN);
          told.push({ kind: message.kind, handle: message.handle, number });
          newest.set(message.handle, { number, at: performance.now() });
        }
        wake();
      },
      error(error) {
        failure = error;
        wake();
      },
      complete: () => {},
    },
  );
  return {
    told,
    /** When it was told a number of a product that is at least this one. */
    has: (key: string, number: number) =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          const last = newest.get(key);
          if (failure) reject(failure);
          else if (last && last.number >= number) resolve(last.at);
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    close() {
      leave();
      client.dispose();
    },
  };
}
