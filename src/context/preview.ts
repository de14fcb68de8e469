/** A request as somebody else would make it, some other time: previews override inputs, decisions and the clock. */
import type { Input, InputDirectory } from '../cache/snapshot.ts';
import { decide } from '../experience/decide.ts';
import { findInput, type RequestFacts } from './inputs.ts';

export interface Preview {
  readonly inputs: InputDirectory<RequestFacts>;
  readonly decide: typeof decide;
}

export interface PreviewTerms {
  /** Keys of the segments that the visitor is in; null for what their profile says. */
  readonly segments: readonly string[] | null;
  /** The variant that a slot shows, and the arm of an experiment. */
  readonly variants: Readonly<Record<string, string>>;
  readonly arms: Readonly<Record<string, string>>;
}

/**
 * Inputs and decisions of a preview. What it does not name is as for the profile it has: nobody in no segment, in no
 * experiment, held out of nothing and never shown too much.
 */
export function createPreview({ segments, variants, arms }: PreviewTerms): Preview {
  const fixed = (name: string): string | boolean | null | undefined => {
    const [kind, rest = ''] = split(name);
    if (kind === 'segment' && segments) return segments.includes(rest.split('?', 1)[0] as string);
    if (kind === 'arm') return Object.hasOwn(arms, rest) ? (arms[rest] as string) : null;
    return kind === 'cap' || name === 'holdout' ? false : undefined;
  };
  return {
    inputs(name): Input<RequestFacts> | undefined {
      const input = findInput(name);
      const value = input && fixed(name);
      return input && value !== undefined ? { privacy: input.privacy, resolve: () => value } : input;
    },
    decide(slot, facts, site) {
      const forced = slot.variants.find(({ key }) => Object.hasOwn(variants, slot.key) && variants[slot.key] === key);
      if (!forced) return decide(slot, facts, site);
      const { key: variant, when = {}, content } = forced;
      return { key: slot.key, variant, when, assigned: false, content };
    },
  };
}

function split(name: string): [kind: string, rest: string] {
  const at = name.indexOf('.');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
