import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecognizedVisitor } from '../../src/http/visitors.ts';
import type { StreamRequest } from '../../src/streams/port.ts';
import { type Client, openClient } from '../support/streams.ts';
import { createWorld, inGroup, type World } from '../support/streams-fake.ts';

const live = 'query Live($handle: String!) @live { product(handle: $handle) { title } }';
const changes =
  'subscription Changes($handles: [String!]!, $after: String) { productChanged(handles: $handles, after: $after) { kind cursor handle fields product { title } } }';
const nobody: RecognizedVisitor = { visitorId: null, profile: null };

let world: World;
let clients: Client[];
beforeEach(() => {
  world = createWorld();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await world.quiet();
  expect(world.streams.size()).toEqual({ subscribers: 0, groups: 0 });
  expect(world.watches()).toBe(0);
  world.streams.close();
});

const open = (
  query: string,
  variables: Record<string, unknown>,
  visitor: () => RecognizedVisitor | null = () => nobody,
  after: string | null = null,
) => {
  const client = openClient(world.streams, query, variables, { visitor, after, site: world.site });
  clients.push(client);
  return client;
};
const openLive = (handle: string, visitor?: RecognizedVisitor) => open(live, { handle }, visitor && (() => visitor));
const titles = ({ messages }: Client) => messages.map(({ body }) => body.data?.product?.title ?? null);
const told = ({ messages }: Client) =>
  messages.map(({ body: { data } }) => `${data.productChanged.kind} ${data.productChanged.product?.title ?? null}`);

describe('streams: groups', () => {
  it('cost one execution per distinct vector and change, for 2,000 subscribers in twelve', async () => {
    await world.set('bed', { title: 'one', grouped: true });
    const all = Array.from({ length: 2_000 }, (_, nth) => openLive('bed', inGroup(`v${nth}`, `g${nth % 12}`)));
    await world.quiet();
    expect(world.executed).toHaveLength(12);
    expect(world.streams.size()).toEqual({ subscribers: 2_000, groups: 12 });
    for (const title of ['two', 'three']) {
      world.executed.length = 0;
      await world.set('bed', { title, grouped: true });
      await world.quiet();
      expect(world.executed).toHaveLength(12);
    }
    for (const [nth, client] of all.entries())
      expect(titles(client)).toEqual(['one', 'two', 'three'].map((title) => `${title} for g${nth % 12}`));
  });

  it('share the message itself', async () => {
    await world.set('bed', { title: 'one' });
    const bodies: Buffer[] = [];
    const sink = { next: ({ body }: { body: Buffer }) => void bodies.push(body), end: () => {} };
    const shown = { ...world.streams, open: (request: StreamRequest) => world.streams.open(request, sink) };
    for (let nth = 0; nth < 3; nth += 1) clients.push(openClient(shown, live, { handle: 'bed' }, { site: world.site }));
    await world.quiet();
    await world.set('bed', { title: 'two' });
    await world.quiet();
    expect(bodies).toHaveLength(6);
    expect(new Set(bodies).size).toBe(2);
  });

  it('part when an answer begins to vary, and join when it no longer does', async () => {
    await world.set('bed', { title: 'one' });
    const all = ['a', 'b', 'b'].map((group, nth) => openLive('bed', inGroup(`v${nth}`, group)));
    await world.quiet();
    expect(world.streams.size().groups).toBe(1);
    await world.set('bed', { title: 'two', grouped: true });
    await world.quiet();
    expect(world.streams.size().groups).toBe(2);
    await world.set('bed', { title: 'three' });
    await world.quiet();
    expect(world.streams.size().groups).toBe(1);
    expect(all.map(titles)).toEqual(['a', 'b', 'b'].map((group) => ['one', `two for ${group}`, 'three']));
  });

  it('look again once for all that changes while an execution is under way', async () => {
    await world.set('bed', { title: 'zero' });
    const client = openLive('bed');
    await world.quiet();
    world.executed.length = 0;
    for (let nth = 1; nth <= 200; nth += 1) void world.set('bed', { title: `${nth}` });
    await world.quiet();
    await vi.waitFor(() => expect(titles(client).at(-1)).toBe('200'));
    expect(world.executed.length).toBeLessThan(10);
  });

  it('look again when something changes after an execution has read it, and before it has ended', async () => {
    await world.set('bed', { title: 'one' });
    world.linger(5);
    const client = openLive('bed');
    while (world.executed.length === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    await world.set('bed', { title: 'two' });
    await world.quiet();
    expect(titles(client).at(-1)).toBe('two');
  });

  it('send nothing old while it is found out what a change moved', async () => {
    await world.set('bed', { title: 'one' });
    const before = openLive('bed');
    await world.quiet();
    const release = world.hold();
    await world.set('bed', { title: 'two' });
    const after = openLive('bed');
    await world.quiet();
    expect([titles(before), titles(after)]).toEqual([['one'], []]);
    release();
    await vi.waitFor(() => expect([titles(before), titles(after)]).toEqual([['one', 'two'], ['two']]));
  });

  it('lose nobody when a newcomer finds what they were refused', async () => {
    await world.set('bed', { title: 'one' });
    world.fail('WITH_ERRORS');
    world.linger(5);
    const before = openLive('bed');
    while (world.executed.length === 0) await new Promise(setImmediate);
    const newcomer = openLive('bed');
    world.fail('NEVER');
    await world.quiet();
    expect([before, newcomer].map(titles)).toEqual([[null, 'one'], ['one']]);
    expect(world.streams.size().groups).toBe(1);
    await world.set('bed', { title: 'two' });
    await world.quiet();
    expect([before, newcomer].map((client) => titles(client).at(-1))).toEqual(['two', 'two']);
  });

  it('execute for each alone what is for each alone', async () => {
    await world.set('bed', { title: 'one', own: true });
    const all = ['ada', 'bob'].map((id) => openLive('bed', inGroup(id, null)));
    await world.quiet();
    await world.set('bed', { title: 'two', own: true });
    await world.quiet();
    expect(all.map(titles)).toEqual(['ada', 'bob'].map((id) => [`one of ${id}`, `two of ${id}`]));
  });

  it('look again when time alone makes another answer', async () => {
    const saleAt = world.now() + 150;
    await world.set('bed', { title: 'bed', saleAt });
    const client = openLive('bed');
    await vi.waitFor(() => expect(titles(client)).toEqual(['bed', 'bed on sale']));
  });

  it('wait for a moment that is further away than a timer can be set', async () => {
    const month = 30 * 86_400_000;
    await world.set('bed', { title: 'bed', saleAt: world.now() + 2 * month });
    const client = openLive('bed');
    await world.quiet();
    expect(titles(client)).toEqual(['bed']);
    expect(world.executed).toHaveLength(1);
  });
});

describe('streams: visitors', () => {
  it('are looked at again when they are refreshed, and only they', async () => {
    await world.set('bed', { title: 'bed', grouped: true });
    let ada = inGroup('ada', 'a');
    const client = open(live, { handle: 'bed' }, () => ada);
    const bob = openLive('bed', inGroup('bob', 'a'));
    await world.quiet();
    world.streams.refresh('ada');
    await world.quiet();
    ada = inGroup('ada', 'b', 2);
    world.streams.refresh('ada');
    await world.quiet();
    expect([titles(client), titles(bob)]).toEqual([['bed for a', 'bed for b'], ['bed for a']]);
  });

  it('are looked at again with every message', async () => {
    await world.set('bed', { title: 'one', grouped: true });
    let ada = inGroup('ada', 'a');
    const client = open(live, { handle: 'bed' }, () => ada);
    await world.quiet();
    ada = inGroup('ada', 'b', 2);
    await world.set('bed', { title: 'two', grouped: true });
    await world.quiet();
    expect(titles(client)).toEqual(['one for a', 'two for b']);
  });

  it('who may not be answered any longer get an error instead of a message', async () => {
    await world.set('bed', { title: 'one' });
    let eve: RecognizedVisitor | null = inGroup('eve', null);
    const client = open(live, { handle: 'bed' }, () => eve);
    await world.quiet();
    eve = null;
    await world.set('bed', { title: 'two' });
    await world.quiet();
    expect(titles(client)).toEqual(['one']);
    expect(client.ended).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('streams: outages', () => {
  it('are told once, not again while only the age of what is stale rises, and when they are over', async () => {
    await world.set('bed', { title: 'bed' });
    const client = openLive('bed');
    await world.quiet();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      world.fail('IN_PART');
      await world.set('bed', { title: 'new' });
      await world.quiet();
      expect(client.messages[1]?.body.extensions.degraded).toHaveLength(1);
      world.executed.length = 0;
      for (let second = 0; second < 60; second += 1) {
        world.pass(1_000);
        await vi.advanceTimersByTimeAsync(1_000);
        await world.quiet();
      }
      expect(client.messages).toHaveLength(2);
      // 2, 4, 8 and then every 16 seconds, for however many.
      expect(world.executed.length).toBeGreaterThanOrEqual(4);
      expect(world.executed.length).toBeLessThanOrEqual(7);
      world.fail('NEVER');
      for (let second = 0; second < 20; second += 1) {
        world.pass(1_000);
        await vi.advanceTimersByTimeAsync(1_000);
        await world.quiet();
      }
      expect(client.messages).toHaveLength(3);
      expect(client.messages[2]?.body).toEqual({ data: { product: { title: 'new' } } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('that are told as errors are told once, whatever the errors are called', async () => {
    await world.set('bed', { title: 'one' });
    const client = openLive('bed');
    await world.quiet();
    world.fail('WITH_ERRORS');
    for (const title of ['two', 'three', 'four']) {
      await world.set('bed', { title });
      await world.quiet();
    }
    expect(client.messages.map(({ body }) => body.errors?.[0].message ?? body.data.product.title)).toEqual([
      'one',
      'no 2',
    ]);
    world.fail('NEVER');
    await world.set('bed', { title: 'five' });
    await world.quiet();
    expect(titles(client).at(-1)).toBe('five');
  });

  it('of the executor end who has nothing, and are waited out by who has something', async () => {
    await world.set('bed', { title: 'one' });
    const has = openLive('bed');
    await world.quiet();
    world.fail('AS_A_WHOLE');
    await world.set('bed', { title: 'two' });
    const comes = openLive('bed');
    await world.quiet();
    expect(comes.ended).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(has.ended).toBeUndefined();
    expect(titles(has)).toEqual(['one']);
    world.fail('NEVER');
    await vi.waitFor(() => expect(titles(has)).toEqual(['one', 'two']), { timeout: 10_000 });
    expect(world.reported).not.toEqual([]);
  }, 20_000);
});

describe('streams: products', () => {
  it('are not told as gone while it cannot be found out whether they are there', async () => {
    await world.set('a', { title: 'one' });
    const client = open(changes, { handles: ['a'] });
    await world.quiet();
    world.fail('WITH_ERRORS');
    await world.set('a', { title: 'two' });
    const newcomer = open(changes, { handles: ['a'] });
    await world.quiet();
    expect(told(client)).toEqual(['SNAPSHOT one']);
    expect(newcomer.messages[0]?.body.errors).toHaveLength(1);
    world.fail('NEVER');
    await vi.waitFor(() => expect(told(client)).toEqual(['SNAPSHOT one', 'CHANGED two']), { timeout: 10_000 });
    expect(told(newcomer)).toEqual(['SNAPSHOT null', 'CHANGED two']);
  }, 20_000);

  it('are executed once for all who ask for one, whatever else they ask for', async () => {
    for (const handle of ['a', 'b', 'c']) await world.set(handle, { title: handle });
    const all = [['a'], ['b', 'a'], ['a', 'c'], ['a']].map((handles) => open(changes, { handles }));
    await world.quiet();
    expect(world.executed.toSorted()).toEqual(['a', 'b', 'c']);
    world.executed.length = 0;
    await world.set('a', { title: 'A' });
    await world.quiet();
    expect(world.executed).toEqual(['a']);
    expect(all.map((client) => told(client).at(-1))).toEqual(Array.from({ length: 4 }, () => 'CHANGED A'));
  });

  it('are told from a cursor that names what the client has, of whatever age it is', async () => {
    await world.set('a', { title: 'one' });
    await world.set('b', { title: 'other' });
    const first = open(changes, { handles: ['a', 'b'] });
    await world.quiet();
    const cursor = first.messages.at(-1)?.cursor ?? null;
    await world.set('a', { title: 'two' });
    await world.set('a', { title: 'one' });
    await world.quiet();
    const back = open(changes, { handles: ['b', 'a'] }, undefined, cursor);
    await world.quiet();
    expect(told(back)).toEqual([]);
    await world.set('b', null);
    await world.quiet();
    expect(told(back)).toEqual(['REMOVED null']);
    const later = open(changes, { handles: ['a', 'b'] }, undefined, cursor);
    await world.quiet();
    expect(told(later)).toEqual(['REMOVED null']);
  });

  it('are sent to who was cut off before the first of them came', async () => {
    await world.set('a', { title: 'one' });
    await world.set('b', { title: 'other' });
    const first = open(changes, { handles: ['a', 'b'] });
    const { cursor } = await first.next();
    first.close();
    await world.quiet();
    const back = open(changes, { handles: ['a', 'b'] }, undefined, cursor);
    await world.quiet();
    expect(told(back)).toHaveLength(1);
  });
});

describe('streams: sites', () => {
  it('that are loaded anew end their streams, so that clients begin again', async () => {
    await world.set('bed', { title: 'one' });
    const client = openLive('bed');
    await world.quiet();
    world.reload({ hash: 'another' });
    expect(await client.end()).toBeNull();
  });
});
