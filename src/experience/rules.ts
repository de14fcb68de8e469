import { type ConditionInterface, evalCondition } from '@growthbook/growthbook';

/** A condition as a tree whose leaves are single entries: each can be answered by whoever knows its fact. */
export type Rule =
  | { readonly is: 'ALL' | 'ANY'; readonly of: readonly Rule[] }
  | { readonly is: 'NOT'; readonly of: Rule }
  | Test;

/** One entry: a fact, and what must hold for it. */
export interface Test {
  readonly is: 'TEST';
  /** `profile.orders`, `context.hour`. */
  readonly fact: string;
  /** Whether it holds, by GrowthBook's evaluator. */
  readonly holds: (facts: Readonly<Record<string, unknown>>) => boolean;
  /** The same for the value alone. */
  readonly holdsFor: (value: unknown) => boolean;
}

/** True, false, or null where that depends on what is not known. */
export type Answer = boolean | null;

/**
 * Reads a condition that is in the dialect. What other segments say becomes part of the tree, the same objects wherever they
 * are referred to.
 *
 * @param refer the rule of another segment.
 */
export function readCondition(condition: Readonly<Record<string, unknown>>, refer: (key: string) => Rule): Rule {
  const all = Object.entries(condition).map(([name, operand]): Rule => {
    const list = () =>
      (operand as readonly Readonly<Record<string, unknown>>[]).map((one) => readCondition(one, refer));
    switch (name) {
      case '$and':
        return { is: 'ALL', of: list() };
      case '$or':
        return { is: 'ANY', of: list() };
      case '$nor':
        return { is: 'NOT', of: { is: 'ANY', of: list() } };
      case '$not':
        return { is: 'NOT', of: readCondition(operand as Readonly<Record<string, unknown>>, refer) };
      case '$savedGroup':
        return refer((operand as { readonly id: string }).id);
      default:
        return testOf(name, operand);
    }
  });
  return all.length === 1 ? (all[0] as Rule) : { is: 'ALL', of: all };
}

function testOf(fact: string, operand: unknown): Test {
  const condition = { [fact]: operand } as ConditionInterface;
  const last = { value: operand } as ConditionInterface;
  return {
    is: 'TEST',
    fact,
    holds: (facts) => evalCondition(facts, condition),
    holdsFor: (value) => evalCondition({ value }, last),
  };
}

/** What a rule comes to, as far as its tests are answered. */
export function answerOf(rule: Rule, test: (test: Test) => Answer): Answer {
  if (rule.is === 'TEST') return test(rule);
  if (rule.is === 'NOT') {
    const answer = answerOf(rule.of, test);
    return answer === null ? null : !answer;
  }
  // An answer that decides alone: one false of all, one true of any.
  const decisive = rule.is === 'ANY';
  let answer: Answer = !decisive;
  for (const part of rule.of) {
    const found = answerOf(part, test);
    if (found === decisive) return decisive;
    if (found === null) answer = null;
  }
  return answer;
}

/** All tests of a rule, each once, in the order in which they are written. */
export function testsOf(rule: Rule): readonly Test[] {
  const found = new Set<Test>();
  const seen = new Set<Rule>();
  const walk = (one: Rule): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if (one.is === 'TEST') found.add(one);
    else if (one.is === 'NOT') walk(one.of);
    else one.of.forEach(walk);
  };
  walk(rule);
  return [...found];
}
