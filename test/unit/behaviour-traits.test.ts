import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventName, type EventProperties, eventNames, type LoggedEvent } from '../../src/behaviour/event.ts';
import { addDecayed, decayedAt } from '../../src/behaviour/traits/decay.ts';
import { defaultTraitSettings as settings } from '../../src/behaviour/traits/settings.ts';
import { foldEvents, type TraitState, traitsOf } from '../../src/behaviour/traits/traits.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const minute = 60_000;
const day = 86_400_000;

/** Events at moments after the start, in the order in which they are given. */
type Step = readonly [after: number, name: EventName, properties?: EventProperties, rest?: Partial<LoggedEvent>];
function eventsOf(steps: readonly Step[]): LoggedEvent[] {
  return steps.map(([after, name, properties = {}, rest], at) => ({
    position: at + 1,
    visitorId: 'v',
    id: `e-${at}`,
    name,
    at: start + after,
    site: 'acme-nl',
    channel: 'WEB',
    properties,
    ...rest,
  }));
}
function traitsAfter(...steps: Step[]) {
  const state = foldEvents(null, eventsOf(steps), settings);
  if (!state) throw new Error('expected at least one event');
  return traitsOf(state, settings);
}
const view = (sku: string, more: EventProperties = {}): EventProperties => ({ sku, category: 'beds', ...more });
const order = (orderId: string, total = 0): EventProperties => ({ orderId, total, currency: 'EUR' });

describe('behaviour: traits', () => {
  const product = fc.record(
    {
      sku: fc.constantFrom('a', 'b', '7', '__proto__'),
      category: fc.constantFrom('beds', 'pillows', '12', 'constructor'),
      brand: fc.constantFrom('x', 'y'),
      size: fc.constantFrom('S', 'M', '90'),
      price: fc.integer({ min: 0, max: 100_000 }),
      compareAtPrice: fc.integer({ min: 0, max: 100_000 }),
    },
    { requiredKeys: [] },
  );
  const log = fc.array(
    fc.record({
      name: fc.constantFrom(...eventNames),
      at: fc.integer({ min: start, max: start + 200 * day }),
      channel: fc.constantFrom('WEB' as const, 'APP' as const, 'STORE' as const),
      properties: fc.tuple(product, fc.array(product, { maxLength: 3 }), fc.nat(5), fc.nat(9_999)).map(
        ([one, products, nth, total]): EventProperties => ({
          ...one,
          products,
          orderId: `o-${nth}`,
          total,
          currency: 'EUR',
          experiment: 'hero',
          arm: `${nth}`,
        }),
      ),
    }),
    { maxLength: 60 },
  );

  it('come out the same, computed event by event or anew from the log', () => {
    fc.assert(
      fc.property(log, fc.array(fc.nat(60)), (events, cuts) => {
        const logged = events.map(
          (event, at): LoggedEvent => ({ ...event, position: at, id: `${at}`, visitorId: 'v', site: 'acme-nl' }),
        );
        const whole = foldEvents(null, logged, { ...settings, keysKept: 3 });
        let state: TraitState | null = null;
        const edges = [0, ...cuts.filter((cut) => cut < logged.length).sort((a, b) => a - b), logged.length];
        for (const [nth, edge] of edges.entries()) {
          state = foldEvents(state, logged.slice(edges[nth - 1] ?? 0, edge), { ...settings, keysKept: 3 });
          // As the store keeps it between two pieces.
          state = JSON.parse(JSON.stringify(state));
        }
        expect(JSON.stringify(state)).toBe(JSON.stringify(whole));
        if (whole) expect(JSON.parse(JSON.stringify(traitsOf(whole, settings)))).toEqual(traitsOf(whole, settings));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never change a state in place', () => {
    const [first, ...rest] = eventsOf([
      [0, 'PRODUCT_VIEWED', view('a')],
      [1, 'PRODUCT_ADDED', view('a', { size: '90', price: 100, currency: 'EUR' })],
      [2, 'ORDER_COMPLETED', { ...order('o', 100), products: [view('a')] }],
    ]);
    const state = foldEvents(null, [first as LoggedEvent], settings);
    const before = JSON.stringify(state);
    foldEvents(state, rest, settings);
    expect(JSON.stringify(state)).toBe(before);
  });

  it('keep only so many keys of each kind, the strongest', () => {
    const many = Array.from({ length: 80 }, (_, at): Step => [at, 'PRODUCT_ADDED', { sku: `s-${at}` }]);
    const { affinities } = traitsAfter([0, 'PRODUCT_ADDED', view('kept')], [0, 'PRODUCT_ADDED', view('kept')], ...many);
    expect(Object.keys(affinities.product)).toHaveLength(settings.keysKept);
    expect(affinities.product.kept).toBeGreaterThan(0);
  });
});

describe('behaviour: decay', () => {
  it('halves after the half-life', () => {
    const one = addDecayed(undefined, 8, start, day);
    expect(decayedAt(one, start + day, day)).toBe(4);
    expect(addDecayed(one, 1, start + 3 * day, day)).toEqual({ sum: 2, at: start + 3 * day });
  });

  it('does not depend on the order of arrival', () => {
    const event = fc.record({ weight: fc.integer({ min: 1, max: 9 }), after: fc.integer({ min: 0, max: 90 * day }) });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (events) => {
        const sum = (list: typeof events) =>
          list.reduce<ReturnType<typeof addDecayed> | undefined>(
            (before, { weight, after }) => addDecayed(before, weight, start + after, 30 * day),
            undefined,
          );
        const [given, sorted] = [sum(events), sum(events.toSorted((a, b) => a.after - b.after))];
        expect(given?.at).toBe(sorted?.at);
        expect(given?.sum).toBeCloseTo(sorted?.sum ?? Number.NaN, 9);
      }),
    );
  });
});

describe('behaviour: affinities', () => {
  it('score what was wanted above what was only seen, and forget it in time', () => {
    const { category, product } = traitsAfter(
      [0, 'PRODUCT_VIEWED', view('a')],
      [1, 'PRODUCT_VIEWED', view('b', { category: 'lamps' })],
      [2, 'PRODUCT_ADDED', view('b', { category: 'lamps' })],
    ).affinities;
    expect(category.lamps).toBeGreaterThan(category.beds as number);
    expect(product.b).toBeGreaterThan(product.a as number);
    const later = traitsAfter(
      [0, 'PRODUCT_VIEWED', view('a')],
      [300 * day, 'PRODUCT_VIEWED', view('b', { category: 'lamps' })],
    );
    expect(later.affinities.category).toEqual({ lamps: 0.1 });
  });

  it('take back what was taken back', () => {
    const { affinities } = traitsAfter(
      [0, 'PRODUCT_ADDED', view('a')],
      [0, 'PRODUCT_REMOVED', view('a')],
      [0, 'PRODUCT_REMOVED', view('a')],
    );
    expect(affinities).toEqual({ category: {}, brand: {}, product: {} });
  });
});

describe('behaviour: orders', () => {
  it('score recency, frequency and value by thresholds', () => {
    expect(traitsAfter([0, 'PAGE_VIEWED']).rfm).toBeNull();
    expect(traitsAfter([0, 'ORDER_COMPLETED', order('a', 9_900)]).rfm).toEqual({
      recency: 5,
      frequency: 1,
      monetary: 1,
    });
    const three = [1, 2, 3].map((nth): Step => [nth, 'ORDER_COMPLETED', order(`o-${nth}`, 30_000)]);
    expect(traitsAfter(...three, [100 * day, 'PAGE_VIEWED']).rfm).toEqual({ recency: 3, frequency: 3, monetary: 4 });
  });

  it('count an order once, and one that was cancelled not at all', () => {
    const twice = traitsAfter([0, 'ORDER_COMPLETED', order('a', 500)], [1, 'ORDER_COMPLETED', order('a', 500)]);
    expect(twice.orders).toBe(1);
    expect(traitsAfter([0, 'ORDER_COMPLETED', order('a', 500)], [1, 'ORDER_CANCELLED', order('a')]).rfm).toBeNull();
  });
});

describe('behaviour: price sensitivity', () => {
  const priced = (price: number, compareAtPrice = price) =>
    view(`p-${price}`, { price, compareAtPrice, currency: 'EUR' });
  const looked: Step[] = [100, 300, 900].map((price) => [0, 'PRODUCT_VIEWED', priced(price)]);

  it('is high for who takes the cheapest and reduced ones, low for who takes the dearest', () => {
    const cheap = traitsAfter(
      ...looked,
      [1, 'PRODUCT_ADDED', priced(100, 150)],
      [2, 'PRODUCT_ADDED', priced(100, 150)],
    );
    const dear = traitsAfter(...looked, [0, 'PRODUCT_ADDED', priced(900)], [0, 'PRODUCT_ADDED', priced(900)]);
    expect([cheap.priceSensitivity, dear.priceSensitivity]).toEqual([null, 0]);
    const surely = traitsAfter(...looked, ...[0, 0, 0].map((): Step => [0, 'PRODUCT_ADDED', priced(100, 150)]));
    expect(surely.priceSensitivity).toBe(1);
  });
});

describe('behaviour: preferences', () => {
  it('are the size that is chosen and the channel that is used', () => {
    const traits = traitsAfter(
      [0, 'PRODUCT_VIEWED', view('a', { size: 'S' }), { channel: 'APP' }],
      [1, 'PRODUCT_ADDED', view('a', { size: 'M' }), { channel: 'APP' }],
      [2, 'PAGE_VIEWED'],
    );
    expect(traits).toMatchObject({ preferredSize: 'M', preferredChannel: 'APP' });
  });
});

describe('behaviour: journey stage', () => {
  const stages: [string, Step[]][] = [
    ['ATTENTION', [[0, 'PAGE_VIEWED']]],
    ['INTEREST', [[0, 'PRODUCT_VIEWED', view('a')]]],
    ['DESIRE', [[0, 'PRODUCT_ADDED', view('a')]]],
    ['DESIRE', [0, 1, 2].map((after): Step => [after, 'PRODUCT_VIEWED', view('a')])],
    [
      'ACTION',
      [
        [0, 'PRODUCT_ADDED', view('a')],
        [1, 'CHECKOUT_STARTED'],
      ],
    ],
    ['ACTION', [[0, 'ORDER_COMPLETED', order('o')]]],
    [
      'SATISFACTION',
      [
        [0, 'ORDER_COMPLETED', order('o')],
        [3 * day, 'PRODUCT_VIEWED', view('a')],
      ],
    ],
    [
      'DESIRE',
      [
        [0, 'ORDER_COMPLETED', order('o')],
        [3 * day, 'PRODUCT_ADDED', view('a')],
      ],
    ],
    [
      'ATTENTION',
      [
        [0, 'PRODUCT_VIEWED', view('a')],
        [40 * day, 'PAGE_VIEWED'],
      ],
    ],
    [
      'INTEREST',
      [
        [0, 'ORDER_COMPLETED', order('o')],
        [100 * day, 'PRODUCT_VIEWED', view('a')],
      ],
    ],
  ];
  it.each(stages)('is %s after %j', (stage, steps) => {
    expect(traitsAfter(...steps).journeyStage).toBe(stage);
  });
});

describe('behaviour: shopper type', () => {
  const looks = (count: number, from = 0): Step[] =>
    Array.from({ length: count }, (_, nth) => [from + nth * minute, 'PRODUCT_VIEWED', view(`p-${nth}`)]);
  const types: [string, string | null, Step[]][] = [
    ['with too little to go by', null, looks(2)],
    ['who has ordered three times', 'LOYAL', [1, 2, 3].map((nth) => [nth * day, 'ORDER_COMPLETED', order(`o-${nth}`)])],
    [
      'who orders at once',
      'IMPULSIVE',
      [
        [0, 'PRODUCT_VIEWED', view('a')],
        [minute, 'ORDER_COMPLETED', order('o')],
      ],
    ],
    [
      'who hardly looks',
      'AVOIDER',
      [
        [0, 'PAGE_VIEWED'],
        [day, 'PAGE_VIEWED'],
        [2 * day, 'CART_VIEWED'],
      ],
    ],
    [
      'who searches and goes straight to it',
      'TASK_ORIENTED',
      [0, 1, 2].flatMap((nth): Step[] => [
        [nth * day, 'PRODUCTS_SEARCHED', { query: 'bed' }],
        [nth * day + minute, 'PRODUCT_VIEWED', view('a')],
      ]),
    ],
    ['who looks at many and takes none', 'COMPARING', looks(8)],
    [
      'who strolls',
      'RECREATIONAL',
      [0, 1, 2, 3, 4, 5].map((nth) => [nth * minute, nth % 2 ? 'PAGE_VIEWED' : 'PRODUCT_LIST_VIEWED']),
    ],
  ];
  it.each(types)('of one %s is %s', (_, type, steps) => {
    expect(traitsAfter(...steps).shopperType).toBe(type);
  });
});
