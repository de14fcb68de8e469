import fc from 'fast-check';

/** What an answer is made from: a random decision tree over inputs, entities, lists and the clock. */
export type Program =
  | { readonly op: 'text'; readonly text: string }
  | { readonly op: 'all'; readonly parts: readonly Program[] }
  | { readonly op: 'input'; readonly name: string; readonly yes: Program; readonly no: Program }
  | { readonly op: 'visitor' }
  | { readonly op: 'item'; readonly key: string; readonly facet: Facet | null }
  | {
      readonly op: 'if';
      readonly key: string;
      readonly facet: 'big' | 'low';
      readonly yes: Program;
      readonly no: Program;
    }
  | { readonly op: 'passed'; readonly at: number; readonly yes: Program; readonly no: Program }
  | { readonly op: 'opens'; readonly key: string; readonly yes: Program; readonly no: Program }
  | { readonly op: 'list'; readonly group: string }
  | { readonly op: 'handle'; readonly handle: string };

export type Facet = 'n' | 'big' | 'low' | 'opens' | 'handle';

export interface Item {
  readonly n: number;
  readonly group: string;
  readonly handle: string;
  /** Model time. */
  readonly opens: number;
}

export const keys = ['i0', 'i1', 'i2'] as const;
export const groups = ['g0', 'g1'] as const;
export const inputNames = ['a', 'b', 'c'] as const;
export const big = ({ n }: Item): boolean => n >= 2;
export const low = ({ n }: Item): boolean => n < 1;
/** An item has one of two handles that no other item can have. */
export const handlesOf = (key: string): readonly string[] => [`${key}-x`, `${key}-y`];
export const ownerOf = (handle: string): string => handle.slice(0, 2);

export type Question =
  | { readonly ask: 'input'; readonly name: string }
  | { readonly ask: 'item'; readonly key: string; readonly facets: readonly Facet[] | null; readonly decides: boolean }
  | { readonly ask: 'list'; readonly group: string }
  | { readonly ask: 'handle'; readonly handle: string }
  | { readonly ask: 'passed'; readonly at: number };

/** Runs a program; whoever drives it answers its questions. The same code makes the cached answer and the expected one. */
export function* run(program: Program): Generator<Question, string, unknown> {
  switch (program.op) {
    case 'text':
      return program.text;
    case 'all': {
      let text = '';
      for (const part of program.parts) text += `${yield* run(part)};`;
      return text;
    }
    case 'visitor':
      return `visitor=${yield { ask: 'input', name: 'id' }}`;
    case 'input': {
      const value = yield { ask: 'input', name: program.name };
      return `${program.name}?${yield* run(value ? program.yes : program.no)}`;
    }
    case 'item': {
      const { key, facet } = program;
      const item = (yield { ask: 'item', key, facets: facet && [facet], decides: false }) as Item;
      return `${key}.${facet}=${facet === null ? JSON.stringify(item) : facet === 'big' ? big(item) : facet === 'low' ? low(item) : item[facet]}`;
    }
    case 'if': {
      // Read for a decision only: it leaves no trace in the text but which branch was taken.
      const item = (yield { ask: 'item', key: program.key, facets: [program.facet], decides: true }) as Item;
      return yield* run((program.facet === 'big' ? big(item) : low(item)) ? program.yes : program.no);
    }
    case 'passed':
      return yield* run((yield { ask: 'passed', at: program.at }) ? program.yes : program.no);
    case 'opens': {
      const item = (yield { ask: 'item', key: program.key, facets: ['opens'], decides: true }) as Item;
      return yield* run((yield { ask: 'passed', at: item.opens }) ? program.yes : program.no);
    }
    case 'list':
      return `${program.group}=${JSON.stringify(yield { ask: 'list', group: program.group })}`;
    case 'handle': {
      const item = (yield { ask: 'handle', handle: program.handle }) as Item | null;
      return `${program.handle}=${item ? item.n : 'none'}`;
    }
  }
}

const { program } = fc.letrec<{ program: Program; leaf: Program }>((tie) => {
  const key = fc.constantFrom(...keys);
  const at = fc.integer({ min: 1, max: 30 });
  const yesno = { yes: tie('program'), no: tie('program') };
  return {
    leaf: fc.oneof(
      { weight: 3, arbitrary: fc.record({ op: fc.constant('text' as const), text: fc.constantFrom('p', 'q') }) },
      {
        weight: 4,
        arbitrary: fc.record({
          op: fc.constant('item' as const),
          key,
          facet: fc.constantFrom(null, 'n' as const, 'big' as const, 'low' as const),
        }),
      },
      { weight: 2, arbitrary: fc.record({ op: fc.constant('list' as const), group: fc.constantFrom(...groups) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          op: fc.constant('handle' as const),
          handle: fc.constantFrom(...keys.flatMap((name) => handlesOf(name))),
        }),
      },
      { weight: 1, arbitrary: fc.record({ op: fc.constant('visitor' as const) }) },
    ),
    program: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      tie('leaf'),
      fc.record({ op: fc.constant('all' as const), parts: fc.array(tie('program'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ op: fc.constant('input' as const), name: fc.constantFrom(...inputNames), ...yesno }),
      fc.record({
        op: fc.constant('if' as const),
        key,
        facet: fc.constantFrom('big' as const, 'low' as const),
        ...yesno,
      }),
      fc.record({ op: fc.constant('passed' as const), at, ...yesno }),
      fc.record({ op: fc.constant('opens' as const), key, ...yesno }),
    ),
  };
});

export const anyProgram: fc.Arbitrary<Program> = program;

export const anyItem = (key: string): fc.Arbitrary<Item> =>
  fc.record({
    n: fc.integer({ min: 0, max: 3 }),
    group: fc.constantFrom(...groups),
    handle: fc.constantFrom(...handlesOf(key)),
    opens: fc.integer({ min: 1, max: 30 }),
  });
