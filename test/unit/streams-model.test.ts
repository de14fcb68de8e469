import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecognizedVisitor } from '../../src/http/visitors.ts';
import { type Client, openClient } from '../support/streams.ts';
import { createWorld, type Item, inGroup, type World } from '../support/streams-fake.ts';

const live = 'query Live($handle: String!) @live { product(handle: $handle) { title } }';
const changes =
  'subscription Changes($handles: [String!]!, $after: String) { productChanged(handles: $handles, after: $after) { kind handle fields product { title } } }';

const handles = ['a', 'b', 'c'];
const visitors = ['ada', 'bob', 'eve', 'guy'];

const item = fc.record<Item>({
  title: fc.constantFrom('one', 'two', 'three'),
  grouped: fc.boolean(),
  own: fc.constantFrom(false, false, false, true),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('set' as const), handle: fc.nat(2), item: fc.option(item) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('live' as const), handle: fc.nat(2), visitor: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('products' as const), some: fc.nat(6), visitor: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), nth: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cutOff' as const), nth: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('profile' as const), visitor: fc.nat(3), group: fc.constantFrom('x', 'y') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('turns' as const), turns: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), turns: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('linger' as const), turns: fc.nat(4) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A client as a storefront is one: it knows what it has been sent, and nothing else. */
interface Follower {
  client: Client;
  readonly visitor: number;
  readonly handles: readonly string[];
  readonly isLive: boolean;
  read: number;
  cursor: string | null;
  readonly has: Map<string, unknown>;
  /** The errors that it would show: of the order of messages, and of fields that were not named. */
  readonly complaints: string[];
}

function readAll(follower: Follower): void {
  const { client, has, complaints } = follower;
  for (const { body, cursor } of client.messages.slice(follower.read)) {
    follower.cursor = cursor;
    if (follower.isLive) {
      has.set(follower.handles[0] as string, body.data.product);
      continue;
    }
    const { kind, handle, fields, product } = body.data.productChanged;
    if (kind === 'SNAPSHOT' && has.has(handle)) complaints.push(`a second SNAPSHOT of ${handle}`);
    if (kind === 'REMOVED' && product !== null) complaints.push(`${handle} is REMOVED and there`);
    if (product && fields.join() !== 'title') complaints.push(`${kind} of ${handle} names ${fields.join()}`);
    if (kind !== 'SNAPSHOT' && has.has(handle) && JSON.stringify(has.get(handle)) === JSON.stringify(product))
      complaints.push(`${kind} of ${handle} says nothing new`);
    has.set(handle, product);
  }
  follower.read = client.messages.length;
}

async function play(steps: readonly Step[]): Promise<void> {
  const world: World = createWorld();
  const people: RecognizedVisitor[] = visitors.map((id) => inGroup(id, 'x'));
  const followers: Follower[] = [];
  const open = (follower: Pick<Follower, 'visitor' | 'handles' | 'isLive'>, after: string | null) =>
    openClient(
      world.streams,
      follower.isLive ? live : changes,
      follower.isLive ? { handle: follower.handles[0] } : { handles: follower.handles, after },
      { site: world.site, visitor: () => people[follower.visitor] ?? null },
    );
  const add = (follower: Pick<Follower, 'visitor' | 'handles' | 'isLive'>) => {
    const client = open(follower, null);
    followers.push({ ...follower, client, read: 0, cursor: null, has: new Map(), complaints: [] });
  };
  let release = () => {};

  for (const one of steps) {
    switch (one.do) {
      case 'set':
        await world.set(handles[one.handle] as string, one.item);
        break;
      case 'live':
        add({ visitor: one.visitor, handles: [handles[one.handle] as string], isLive: true });
        break;
      case 'products':
        add({
          visitor: one.visitor,
          handles: handles.filter((_, nth) => ((one.some + 1) >> nth) % 2 === 1),
          isLive: false,
        });
        break;
      case 'close': {
        const [gone] = followers.splice(one.nth % Math.max(1, followers.length), 1);
        gone?.client.close();
        break;
      }
      case 'cutOff': {
        const follower = followers[one.nth % Math.max(1, followers.length)];
        if (!follower || follower.isLive) break;
        readAll(follower);
        follower.client.close();
        follower.client = open(follower, follower.cursor);
        follower.read = 0;
        if (follower.cursor === null) follower.has.clear();
        break;
      }
      case 'profile': {
        const id = visitors[one.visitor] as string;
        people[one.visitor] = inGroup(id, one.group, (people[one.visitor]?.profile?.version ?? 0) + 1);
        world.streams.refresh(id);
        break;
      }
      case 'turns':
        for (let turn = 0; turn < one.turns; turn += 1) await new Promise(setImmediate);
        break;
      case 'linger':
        world.linger(one.turns);
        break;
      case 'hold':
        release();
        release = world.hold();
        for (let turn = 0; turn < one.turns; turn += 1) await new Promise(setImmediate);
    }
    for (const follower of followers) readAll(follower);
  }
  release();
  await world.quiet();
  await world.quiet();
  for (const follower of followers) {
    readAll(follower);
    const visitor = people[follower.visitor] as RecognizedVisitor;
    const expected = follower.handles.map((handle) => [handle, world.fresh(handle, visitor)]);
    expect(Object.fromEntries(follower.has)).toEqual(Object.fromEntries(expected));
    expect(follower.complaints).toEqual([]);
  }
  for (const { client } of followers) client.close();
  await world.quiet();
  expect(world.streams.size()).toEqual({ subscribers: 0, groups: 0 });
  expect(world.watches()).toBe(0);
  expect(world.reported).toEqual([]);
  world.streams.close();
}

/** The soak sets it to more. */
const cases = Number(process.env.ETALAGE_STREAM_CASES ?? 300);

describe('streams: model', () => {
  it(`leave every subscriber with what a fresh answer says, whatever happened before, in ${cases} cases`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), play), { numRuns: cases });
  }, 600_000);
});
