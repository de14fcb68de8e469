import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, Results } from '../../src/contract/call.ts';
import type { Listing } from '../../src/contract/capabilities.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { ImageRecord } from '../../src/contract/records.ts';
import { type PolicyOptions, withPolicy } from '../../src/loaders/policy.ts';

const site = { key: 'x-nl', brand: 'x', country: 'NL', language: 'nl', currency: 'EUR', settings: {} };

function callWith(signal: AbortSignal = new AbortController().signal): Call {
  return { site, locale: 'nl-NL', signal };
}

type Read = (ids: readonly string[], call: Call) => Promise<Results<ImageRecord>>;

/** A connector whose only capability does as told, inside a policy. */
function media(byIds: Read, options?: PolicyOptions) {
  const { media } = withPolicy({ name: 'dam', media: { byIds } }, options);
  if (!media) throw new Error('the policy lost the capability');
  return media;
}

const image = (id: string): ImageRecord => ({ id, url: `https://x/${id}`, altText: null, width: null, height: null });
const answer: Read = async (ids) => ids.map(image);
/** A backend that hangs and a connector that does not care. */
const never: Read = () => new Promise(() => undefined);
const failure = (code: string) => ({ name: 'ConnectorError', code, connector: 'dam', capability: 'media' });

describe('unit: call policy', () => {
  const unhandled = vi.fn();
  beforeEach(() => {
    unhandled.mockClear();
    process.on('unhandledRejection', unhandled);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    const timers = vi.getTimerCount();
    vi.useRealTimers();
    await turn();
    process.off('unhandledRejection', unhandled);
    expect(timers, 'timers left').toBe(0);
    expect(unhandled, 'rejections that nobody handled').not.toHaveBeenCalled();
  });

  it('passes on answers, and what is not a capability', async () => {
    const check = async () => [{ problem: 'p', fix: 'Mend it.' }];
    const close = vi.fn(async () => undefined);
    const wrapped = withPolicy({ name: 'dam', media: { byIds: answer }, check, close });
    await expect(wrapped.media?.byIds(['a', 'b'], callWith())).resolves.toEqual([image('a'), image('b')]);
    await expect(wrapped.check?.([site], callWith().signal)).resolves.toEqual([{ problem: 'p', fix: 'Mend it.' }]);
    await wrapped.close?.();
    expect(close).toHaveBeenCalledOnce();
    expect(Object.keys(wrapped).sort()).toEqual(['check', 'close', 'media', 'name']);
  });

  it('keeps every capability and method, and invents none', () => {
    const method = async () => [];
    const page = async () => ({ nodes: [], endCursor: null, hasNextPage: false });
    const whole: Connector = {
      name: 'all',
      products: { byIds: method, byHandles: method, list: page },
      categories: { byIds: method, byHandles: method },
      prices: { bySkus: method },
      stock: { bySkus: method },
      locations: { byIds: method, list: page },
      media: { byIds: method },
      content: { pagesByPaths: method, slots: method },
      reviews: { byProducts: method, byIds: method },
      customers: { byIds: method },
      search: { query: async () => ({ ...(await page()), totalCount: 0, facets: [], correctedQuery: null }) },
    };
    const methodsOf = (connector: Connector) =>
      Object.entries(connector)
        .filter(([, value]) => typeof value === 'object')
        .flatMap(([name, value]) => Object.keys(value).flatMap((key) => (value[key] ? `${name}.${key}` : [])))
        .sort();
    expect(methodsOf(withPolicy(whole))).toEqual(methodsOf(whole));
    const bySku = { ...whole, products: { byIds: method, byHandles: method, list: page, bySkus: method } };
    expect(methodsOf(withPolicy(bySku))).toEqual(methodsOf(bySku));
  });

  it('calls methods on their own object', async () => {
    const images = {
      known: 'a',
      async byIds() {
        return [image(this.known)];
      },
    };
    await expect(withPolicy({ name: 'dam', media: images }).media?.byIds(['a'], callWith())).resolves.toEqual([
      image('a'),
    ]);
  });

  it('asks nothing for no keys', async () => {
    const read = vi.fn(answer);
    await expect(media(read).byIds([], callWith())).resolves.toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  it('gives up at the deadline, though the connector ignores its signal', async () => {
    const pending = media(never, { timeoutMs: 200 }).byIds(['a'], callWith());
    const outcome = expect(pending).rejects.toMatchObject(failure('CONNECTOR_TIMEOUT'));
    await vi.advanceTimersByTimeAsync(200);
    await outcome;
  });

  it('tells the connector that the deadline has passed', async () => {
    let heard: unknown;
    const listens: Read = (_ids, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          heard = signal.reason;
          reject(signal.reason);
        });
      });
    const outcome = expect(media(listens, { timeoutMs: 200 }).byIds(['a'], callWith())).rejects.toMatchObject(
      failure('CONNECTOR_TIMEOUT'),
    );
    await vi.advanceTimersByTimeAsync(200);
    await outcome;
    expect(heard).toMatchObject({ name: 'TimeoutError' });
  });

  it('hands the abort of the caller back as it came, and not as a failure of the backend', async () => {
    const caller = new AbortController();
    const reason = new Error('the visitor left');
    const outcome = expect(media(never).byIds(['a'], callWith(caller.signal))).rejects.toBe(reason);
    await turn();
    caller.abort(reason);
    await outcome;
  });

  it("reports the end of the request's time as a timeout of the backend it waited for", async () => {
    const caller = new AbortController();
    const outcome = expect(media(never).byIds(['a'], callWith(caller.signal))).rejects.toMatchObject(
      failure('CONNECTOR_TIMEOUT'),
    );
    caller.abort(new DOMException('time is over', 'TimeoutError'));
    await outcome;
  });

  it('does not call at all when the caller has already left', async () => {
    const read = vi.fn(answer);
    const reason = new Error('gone');
    await expect(media(read).byIds(['a'], callWith(AbortSignal.abort(reason)))).rejects.toBe(reason);
    expect(read).not.toHaveBeenCalled();
  });

  it('leaves no listener on the signal of the caller', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await media(answer).byIds(['a'], callWith(signal));
    expect(added).toHaveBeenCalled();
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });

  it('turns any thrown value into a ConnectorError that keeps its cause', async () => {
    for (const thrown of [new TypeError('fetch failed'), 'a string', undefined]) {
      const pending = media(() => Promise.reject(thrown)).byIds(['a'], callWith());
      await expect(pending).rejects.toMatchObject({ ...failure('CONNECTOR_UNAVAILABLE'), cause: thrown });
    }
    const thrownAtOnce: Read = () => {
      throw new Error('before the first await');
    };
    await expect(media(thrownAtOnce).byIds(['a'], callWith())).rejects.toMatchObject(failure('CONNECTOR_UNAVAILABLE'));
  });

  it('lets a ConnectorError through as it is', async () => {
    const error = new ConnectorError('CONNECTOR_DENIED', { connector: 'dam', capability: 'media' }, 'the key expired');
    await expect(media(() => Promise.reject(error)).byIds(['a'], callWith())).rejects.toBe(error);
  });

  it('turns errors among the results into ConnectorErrors, in their place', async () => {
    const known = new ConnectorError('CONNECTOR_REJECTED', { connector: 'dam', capability: 'media' }, 'no');
    const read: Read = async () => [image('a'), new Error('lost'), null, known];
    const results = await media(read).byIds(['a', 'b', 'c', 'd'], callWith());
    expect(results).toEqual([image('a'), expect.objectContaining(failure('CONNECTOR_UNAVAILABLE')), null, known]);
  });

  it('refuses answers that are not of the form of the contract', async () => {
    const wrong: readonly unknown[] = [[image('a')], [], null, undefined, { a: image('a') }, 'ab'];
    for (const value of wrong) {
      const pending = media(async () => value as Results<ImageRecord>).byIds(['a', 'b'], callWith());
      await expect(pending, JSON.stringify(value)).rejects.toMatchObject(failure('CONNECTOR_MALFORMED'));
    }
    const hole = await media(async () => [image('a'), undefined as unknown as null]).byIds(['a', 'b'], callWith());
    expect(hole[1]).toMatchObject(failure('CONNECTOR_MALFORMED'));
  });

  it('refuses a page that is not of the form of the contract', async () => {
    const method = async () => [];
    for (const value of [null, [], { nodes: [] }, { nodes: [], endCursor: 1, hasNextPage: false }]) {
      const list = async () => value as unknown as Listing<string>;
      const { products } = withPolicy({ name: 'pim', products: { byIds: method, byHandles: method, list } });
      const pending = products?.list({ first: 1, after: null }, callWith());
      await expect(pending, JSON.stringify(value)).rejects.toMatchObject({ code: 'CONNECTOR_MALFORMED' });
    }
  });
});

/** A backend that answers when it is told to. */
function slow() {
  const started: string[] = [];
  const finish = new Map<string, () => void>();
  const read: Read = ([id = '']) => {
    started.push(id);
    return new Promise((resolve) => {
      finish.set(id, () => resolve([image(id)]));
    });
  };
  return { read, started, finish: (id: string) => finish.get(id)?.() };
}

describe('unit: call policy, many calls at once', () => {
  it('lets so many through and keeps the others waiting in their order', async () => {
    const { read, started, finish } = slow();
    const { byIds } = media(read, { concurrency: 2 });
    const pending = ['a', 'b', 'c', 'd'].map((id) => byIds([id], callWith()));
    await turn();
    expect(started).toEqual(['a', 'b']);
    finish('b');
    await pending[1];
    await turn();
    expect(started).toEqual(['a', 'b', 'c']);
    for (const id of ['a', 'c']) finish(id);
    await Promise.all([pending[0], pending[2]]);
    await turn();
    finish('d');
    await expect(pending[3]).resolves.toEqual([image('d')]);
  });

  it('refuses a call when all waiting places are taken', async () => {
    const { read, finish } = slow();
    const { byIds } = media(read, { concurrency: 1, queue: 1 });
    const first = byIds(['a'], callWith());
    const second = byIds(['b'], callWith());
    await expect(byIds(['c'], callWith())).rejects.toMatchObject({
      ...failure('CONNECTOR_UNAVAILABLE'),
      message: 'dam.media: 1 calls are under way and 1 are waiting',
    });
    finish('a');
    await first;
    await turn();
    finish('b');
    await second;
  });

  it('gives a waiting place back when its caller leaves', async () => {
    const { read, started, finish } = slow();
    const { byIds } = media(read, { concurrency: 1, queue: 1 });
    const first = byIds(['a'], callWith());
    const caller = new AbortController();
    const reason = new Error('gone');
    const left = expect(byIds(['b'], callWith(caller.signal))).rejects.toBe(reason);
    await turn();
    caller.abort(reason);
    await left;
    const third = byIds(['c'], callWith());
    finish('a');
    await first;
    await turn();
    expect(started).toEqual(['a', 'c']);
    finish('c');
    await third;
  });

  it('counts the wait against the deadline', async () => {
    const { read, finish } = slow();
    const { byIds } = media(read, { concurrency: 1, timeoutMs: 20 });
    const calls = [byIds(['a'], callWith()), byIds(['b'], callWith())];
    for (const call of calls) await expect(call).rejects.toMatchObject(failure('CONNECTOR_TIMEOUT'));
    finish('a');
  });

  it('frees the place of a call that has timed out', async () => {
    const { read, finish } = slow();
    const { byIds } = media(read, { concurrency: 1, timeoutMs: 20 });
    await expect(byIds(['a'], callWith())).rejects.toMatchObject(failure('CONNECTOR_TIMEOUT'));
    const next = byIds(['b'], callWith());
    await turn();
    finish('b');
    await expect(next).resolves.toEqual([image('b')]);
  });
});
