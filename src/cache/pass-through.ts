import type { EntityReads } from './entities.ts';
import type { KindDirectory } from './kinds.ts';
import type { LoadBatch } from './loading.ts';
import { type Outcome, record } from './outcome.ts';
import { wholeTag } from './tags.ts';

/** What stands in the place of the entity cache when there is to be none: every read is a load, and is noted all the same. */
export function createPassThrough(kindOf: KindDirectory): EntityReads {
  return {
    async fetchMany<Value>(
      kind: string,
      keys: readonly string[],
      load: LoadBatch<Value>,
      { scope = '', signal = new AbortController().signal } = {},
    ) {
      const answers = await load(keys, signal).catch((error: Error) => {
        signal.throwIfAborted();
        return keys.map(() => error);
      });
      return keys.map((key, index): Outcome => {
        const answer = answers[index] ?? new Error(`${kind}: the batch has no answer for its key ${index}`);
        const failed = answer instanceof Error;
        return {
          ref: { kind, key, scope },
          value: failed ? null : answer.value,
          error: failed ? answer : null,
          from: 'LOADED',
          ageMs: 0,
          asOf: Number.POSITIVE_INFINITY,
          tags: [wholeTag(kind, key)],
          dependsOn: [],
          shown: [],
          until: Number.POSITIVE_INFINITY,
          softUntil: Number.POSITIVE_INFINITY,
          fleeting: false,
        };
      });
    },
    recall: () => undefined,
    recallAll: () => undefined,
    recordAll() {
      throw new TypeError('there is nothing that could have been recalled');
    },
    record: (recorder, outcome, facets) => record(kindOf, recorder, outcome, facets),
  };
}
