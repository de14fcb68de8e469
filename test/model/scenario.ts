import fc from 'fast-check';
import { anyItem, anyProgram, type Item, inputNames, keys, type Program } from './program.ts';

/** One step of a schedule. */
export type Event =
  | { readonly do: 'ask'; readonly visitor: number; readonly program: number; readonly replica: number }
  | { readonly do: 'backend'; readonly nth: number }
  | { readonly do: 'backoff'; readonly nth: number }
  | { readonly do: 'settle'; readonly nth: number }
  | { readonly do: 'edit'; readonly key: string; readonly item: Item; readonly atOnce: boolean }
  /** An edit that is shown, logged and delivered to all at once. */
  | { readonly do: 'change'; readonly key: string; readonly item: Item }
  | { readonly do: 'show'; readonly key: string }
  | { readonly do: 'write'; readonly nth: number }
  | { readonly do: 'repeat'; readonly nth: number }
  | { readonly do: 'deliver'; readonly replica: number }
  | { readonly do: 'tick'; readonly by: number }
  | { readonly do: 'profile'; readonly visitor: number; readonly name: string; readonly value: boolean }
  | { readonly do: 'outage'; readonly on: boolean };

export type Profile = Readonly<Record<string, boolean>>;

export interface Scenario {
  readonly versioned: boolean;
  readonly items: Readonly<Record<string, Item>>;
  readonly programs: readonly Program[];
  readonly visitors: readonly Profile[];
  /** Two replicas with a shared second level, or one without. */
  readonly replicas: 1 | 2;
  /** How many moved tags, observed entities and bytes of answers are remembered. */
  readonly tags: number;
  readonly observations: number;
  readonly bytes: number;
  /** From this age on items and lists are renewed; null for never. */
  readonly softMs: number | null;
  readonly events: readonly Event[];
}

const nth = fc.nat(5);
const visitor = fc.nat(1);
const replica = fc.nat(1);
const key = fc.constantFrom(...keys);
const is = <const T>(value: T) => fc.constant(value);

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: is('ask'), visitor, program: fc.nat(1), replica }) },
  { weight: 9, arbitrary: fc.record({ do: is('backend'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('backoff'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('settle'), nth }) },
  {
    weight: 3,
    arbitrary: key.chain((name) =>
      fc.record({ do: is('edit'), key: is(name), item: anyItem(name), atOnce: fc.boolean() }),
    ),
  },
  {
    weight: 3,
    arbitrary: key.chain((name) => fc.record({ do: is('change'), key: is(name), item: anyItem(name) })),
  },
  { weight: 1, arbitrary: fc.record({ do: is('show'), key }) },
  { weight: 3, arbitrary: fc.record({ do: is('write'), nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('repeat'), nth }) },
  { weight: 4, arbitrary: fc.record({ do: is('deliver'), replica }) },
  { weight: 2, arbitrary: fc.record({ do: is('tick'), by: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('profile'), visitor, name: fc.constantFrom(...inputNames), value: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('outage'), on: fc.boolean() }) },
);

const profile = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  versioned: fc.boolean(),
  items: fc.record({ i0: anyItem('i0'), i1: anyItem('i1'), i2: anyItem('i2') }),
  programs: fc.tuple(anyProgram, anyProgram),
  visitors: fc.tuple(profile, profile),
  replicas: fc.constantFrom(1 as const, 1 as const, 2 as const),
  tags: fc.constantFrom(2, 1_000),
  observations: fc.constantFrom(2, 100),
  bytes: fc.constantFrom(1_500, 1_000_000),
  softMs: fc.constantFrom(null, 5),
  events: fc.array(anyEvent, { minLength: 8, maxLength: 40 }),
});
