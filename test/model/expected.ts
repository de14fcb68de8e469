import { listOf } from './backend.ts';
import { type Item, keys, ownerOf, type Program, type Question, run } from './program.ts';

/** What was true at some moment while a request was under way. */
export interface Truths {
  readonly items: (key: string) => readonly Item[];
  readonly inputs: (name: string) => readonly unknown[];
  readonly times: readonly number[];
  /** An answer from the cache was true as a whole; one that was made just now may have read an item twice, across an edit. */
  readonly consistent: boolean;
}

/** Combinations that are tried for an answer that was made while the world moved; past them it counts as unknown. */
const enough = 300;

/** Whether a fresh execution could have given this text, with everything it reads as it was at some allowed moment. */
export function couldBe(program: Program, text: string, truths: Truths): 'yes' | 'no' | 'unknown' {
  // Every run takes the next combination of choices: an odometer whose wheels appear as the run comes to them.
  const wheels: number[] = [];
  for (let tries = 0; tries < enough; tries += 1) {
    const sizes: number[] = [];
    const choose = <T>(options: readonly T[]): T => {
      if (options.length === 1) return options[0] as T;
      const nth = sizes.push(options.length) - 1;
      wheels[nth] ??= 0;
      return options[wheels[nth]] as T;
    };
    if (fresh(program, truths, choose) === text) return 'yes';
    wheels.length = sizes.length;
    while (wheels.length > 0 && (wheels.at(-1) as number) + 1 >= (sizes[wheels.length - 1] as number)) wheels.pop();
    if (wheels.length === 0) return 'no';
    wheels[wheels.length - 1] = (wheels.at(-1) as number) + 1;
  }
  return 'unknown';
}

function fresh(program: Program, truths: Truths, choose: <T>(options: readonly T[]) => T): string {
  const memo = new Map<string, unknown>();

  function once<T>(name: string, pick: () => T, always = false): T {
    if (!truths.consistent && !always) return pick();
    if (!memo.has(name)) memo.set(name, pick());
    return memo.get(name) as T;
  }
  const item = (key: string) => once(key, () => choose(truths.items(key)));

  function reply(question: Question): unknown {
    switch (question.ask) {
      case 'input':
        return once(`input ${question.name}`, () => choose(truths.inputs(question.name)), true);
      case 'item':
        return item(question.key);
      case 'list':
        // Lists are kept apart from their members: a member's edit that is not announced yet may be in one and not in the other.
        return once(`list ${question.group}`, () => {
          const members = new Map(keys.map((key) => [key as string, choose(truths.items(key))]));
          return listOf(question.group, (key) => members.get(key) as Item);
        });
      case 'handle': {
        const owner = ownerOf(question.handle);
        const without = truths.items(owner).some(({ handle }) => handle !== question.handle);
        const found = once(`handle ${question.handle}`, () => choose(without ? [true, false] : [true]));
        const owned = found ? item(owner) : null;
        // A choice that contradicts itself is no execution at all; its text matches nothing.
        if (owned && owned.handle !== question.handle) throw contradiction;
        return owned;
      }
      case 'passed':
        return question.at <= once('now', () => choose(truths.times), true);
    }
  }

  try {
    const execution = run(program);
    let step = execution.next();
    while (!step.done) step = execution.next(reply(step.value));
    return step.value;
  } catch (error) {
    if (error === contradiction) return '\u0000';
    throw error;
  }
}

const contradiction = new Error('a handle was found on an item that has another one');
