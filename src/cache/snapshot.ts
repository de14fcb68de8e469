import { EtalageError } from '../contract/errors.ts';

/** What an input can be: the values are keys of the response cache's tries, compared by type and value. */
export type InputValue = string | number | boolean | null;

/**
 * Who else may be given an answer that asked for the input.
 * `SHARED`: anybody with the same value, also from a CDN; it is told by the URL or by a header that the answer varies by.
 * `VISITOR`: anybody with the same value, but only through us: it is known from the visitor (a segment, an arm).
 * `PRIVATE`: nobody: it is the visitor (an id, a name). Such an answer is never stored.
 */
export type InputPrivacy = 'SHARED' | 'VISITOR' | 'PRIVATE';

/** One named fact of the request. */
export interface Input<Source> {
  readonly privacy: InputPrivacy;
  /** Resident and without side effects: it is called while a cached answer is looked up, also when none is found. */
  resolve(source: Source): InputValue;
}

/** Finds an input by its name: `channel`, `priceGroup`, `segment.returning`, `arm.hero-june`. */
export type InputDirectory<Source> = (name: string) => Input<Source> | undefined;

/** The inputs of one request. Every part of the request shares it, so that all of them see one visitor. */
export interface Snapshot {
  /** The value of an input, resolved at the first call and the same ever after.
   *  @throws {EtalageError} `INPUT_UNKNOWN` or `INPUT_INVALID`. */
  ask(name: string): InputValue;
  privacy(name: string): InputPrivacy;
}

/** `source` must never change once it is handed over: a profile that is written to is another object. */
export function createSnapshot<Source>(find: InputDirectory<Source>, source: Source): Snapshot {
  const answers = new Map<string, InputValue>();

  function input(name: string): Input<Source> {
    const found = find(name);
    if (found) return found;
    throw new EtalageError('INPUT_UNKNOWN', `expected the name of a declared input, found ${JSON.stringify(name)}`);
  }

  return {
    ask(name) {
      const known = answers.get(name);
      if (known !== undefined) return known;
      const value = input(name).resolve(source);
      if (value !== null && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        throw new EtalageError(
          'INPUT_INVALID',
          `input ${name}: expected a string, number, boolean or null, found ${typeof value}`,
        );
      // It equals nothing, itself included: its answers would be kept and never found.
      if (Number.isNaN(value)) throw new EtalageError('INPUT_INVALID', `input ${name}: expected a number, found NaN`);
      answers.set(name, value);
      return value;
    },
    privacy: (name) => input(name).privacy,
  };
}
