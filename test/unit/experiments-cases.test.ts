import { readFileSync } from 'node:fs';
import {
  type ConditionInterface,
  type Context,
  type Experiment,
  evalCondition,
  GrowthBook,
  GrowthBookClient,
  type StickyAssignmentsDocument,
} from '@growthbook/growthbook';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerOf, readCondition } from '../../src/experience/rules.ts';

type Json = Readonly<Record<string, unknown>>;
interface Cases {
  readonly evalCondition: readonly [string, Json, Json, boolean, Record<string, (string | number)[]>?][];
  readonly run: readonly [string, Context, Experiment<unknown>, unknown, boolean, boolean][];
  readonly feature: readonly [string, Context, string, Json][];
  readonly stickyBucket: readonly [string, Context, StickyAssignmentsDocument[], string, Json | null, Json][];
}

/** GrowthBook's own, for all of its SDKs: see the LICENSE beside it. */
const cases: Cases = JSON.parse(readFileSync(new URL('../fixtures/growthbook/cases.json', import.meta.url), 'utf8'));
/** The arms that kept documents say, by the SDK's own reading of them. */
const byAttribute = (documents: readonly StickyAssignmentsDocument[]) =>
  Object.fromEntries(documents.map((one) => [`${one.attributeName}||${one.attributeValue}`, one]));

// It tells the console of operators that it does not know.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe('experiments: GrowthBook’s cases', () => {
  it.each(cases.evalCondition)('condition: %s', (_, condition, attributes, expected, groups = {}) => {
    expect(evalCondition(attributes, condition as ConditionInterface, groups)).toBe(expected);
  });

  it.each(cases.run)('experiment: %s', (_, context, experiment, value, inExperiment, hashUsed) => {
    const growthBook = new GrowthBook(context);
    expect(growthBook.run(experiment)).toMatchObject({ value, inExperiment, hashUsed });
    growthBook.destroy();
  });

  it.each(cases.feature)('feature: %s', (_, context, key, expected) => {
    const growthBook = new GrowthBook(context);
    expect(growthBook.evalFeature(key)).toEqual(expected);
    growthBook.destroy();
  });

  it.each(cases.stickyBucket)('kept arm: %s', (_, context, kept, key, expected, after) => {
    const { attributes = {}, features = {} } = context;
    const client = new GrowthBookClient().initSync({ payload: { features } });
    // What a visitor's own documents are is for whoever keeps them: those of others are not handed in.
    const own = kept.filter(({ attributeName, attributeValue }) => attributes[attributeName] === attributeValue);
    const documents = byAttribute(own);
    const saved: StickyAssignmentsDocument[] = [];
    const { experimentResult = null } = client.evalFeature(key, {
      attributes,
      stickyBucketAssignmentDocs: documents,
      saveStickyBucketAssignmentDoc: async (document) => void saved.push(document),
    });
    expect(experimentResult).toEqual(expected);
    expect({ ...byAttribute(own), ...byAttribute(saved) }).toEqual(after);
  });
});

describe('segments: GrowthBook’s cases', () => {
  // Lists without conditions, operators that the SDK does not know and groups of its own are refused when rules are loaded.
  const ours = cases.evalCondition.filter(([, condition, , , groups]) => {
    const text = JSON.stringify(condition);
    return !groups && !text.includes('[]') && !text.includes('$regx') && !text.includes('avedGroup');
  });

  it('are most of them', () => {
    expect(ours.length).toBeGreaterThan(200);
  });

  it.each(ours)('read as trees, say the same: %s', (_, condition, attributes, expected) => {
    const rule = readCondition(condition, () => {
      throw new Error('none of the cases refers to a segment');
    });
    expect(answerOf(rule, (test) => test.holds(attributes))).toBe(expected);
  });
});
