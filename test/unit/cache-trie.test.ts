import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecency, type Ranked } from '../../src/cache/recency.ts';
import { createSnapshot, type InputValue, type Snapshot } from '../../src/cache/snapshot.ts';
import { createTries } from '../../src/cache/trie.ts';

type Inputs = Readonly<Record<string, InputValue>>;

const snapshotOf = (inputs: Inputs): Snapshot =>
  createSnapshot((name) => ({ privacy: 'VISITOR', resolve: (all: Inputs) => all[name] ?? null }), inputs);

/** An execution asks `a`, and what it asks further depends on the answer: all orders and depths come up. */
function placeOf({ a = 0, b = 0, c = 0 }: Inputs): Map<string, InputValue> {
  const asked = new Map<string, InputValue>([['a', a]]);
  if (Number(a) % 3 !== 0) asked.set('b', b);
  if (Number(a) % 3 === 2) asked.set('c', c);
  return asked;
}

/** Far more values than a question holds as a list. */
const value = fc.integer({ min: 0, max: 24 });
const visitor = fc.record({ a: value, b: value, c: value });

describe('cache: trie', () => {
  it('finds what was put for who agrees, and nothing of what was taken out, with few answers and with many', () => {
    const step = fc.record({ visitor, takes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const tries = createTries<string, never>();
        const expected = new Map<string, string>();
        for (const { visitor, takes } of steps) {
          const place = placeOf(visitor);
          const name = JSON.stringify([...place]);
          const node = tries.place('key', place);
          node.entry = takes ? undefined : name;
          if (takes) tries.prune(node);
          if (takes) expected.delete(name);
          else expected.set(name, name);
          for (const { visitor } of steps) {
            const found = tries.find('key', snapshotOf(visitor), 0, () => true);
            expect(found).toBe(expected.get(JSON.stringify([...placeOf(visitor)])));
          }
        }
        for (const { visitor } of steps) {
          const node = tries.place('key', placeOf(visitor));
          node.entry = undefined;
          tries.prune(node);
        }
        expect(tries.size()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('leads who finds nothing to where others like it fall off', () => {
    const tries = createTries<string, never>();
    for (let a = 0; a < 30; a += 1) tries.place('key', new Map([['a', a]])).entry = `${a}`;
    expect(tries.edge('key', snapshotOf({ a: 29 })).entry).toBe('29');
    expect(tries.edge('key', snapshotOf({ a: 30 })).parent).toBeNull();
  });

  it('keeps no answer for a value that equals nothing', () => {
    expect(() => snapshotOf({ a: Number.NaN }).ask('a')).toThrow('input a: expected a number, found NaN');
  });
});

describe('cache: recency', () => {
  it('has the oldest of those that were not used since the last addition', () => {
    const recency = createRecency<Ranked<never> & { name: string }>();
    const make = (name: string) => {
      const item = { name, newer: null, older: null, usedAfter: 0 };
      recency.add(item);
      return item;
    };
    const [a, b, c] = [make('a'), make('b'), make('c')];
    recency.use(a);
    expect(recency.oldest()).toBe(b);
    recency.use(b);
    expect(recency.oldest()).toBe(c);
    const d = make('d');
    recency.use(c);
    expect(recency.oldest()).toBe(a);
    for (const item of [a, b, c]) recency.remove(item);
    expect(recency.oldest()).toBe(d);
    recency.remove(d);
    expect(recency.oldest()).toBeNull();
  });
});
