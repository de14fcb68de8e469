/** The suite itself: every rule of it is broken here on purpose, and must be seen. */
import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../src/contract/errors.ts';
import { allChecks, checksFor, nameOf } from '../../src/testing/checks.ts';
import { createBench, type Subject } from '../../src/testing/subject.ts';
import { type Breaches, withFaults, withMethod } from '../support/breaches/breach.ts';
import { breachesOfChanges, soundChanges } from '../support/breaches/of-changes.ts';
import { breachesOfLists } from '../support/breaches/of-lists.ts';
import { breachesOfMail } from '../support/breaches/of-mail.ts';
import { breachesOfReads } from '../support/breaches/of-reads.ts';
import { breachesOfRecords } from '../support/breaches/of-records.ts';
import { reference } from '../support/reference/connector.ts';
import { server, subject } from '../support/reference/remote.ts';

/** What the checks of a rule find: by the names of the checks. */
async function findings(subject: Subject, rule: string): Promise<Record<string, unknown>> {
  const bench = await createBench(subject);
  const found: Record<string, unknown> = {};
  for (const { check } of checksFor(subject).filter(({ check }) => check.rule === rule)) {
    try {
      await check.run(bench);
    } catch (error) {
      found[nameOf(check)] = error;
    }
  }
  return found;
}

const breaches: Breaches = {
  ...{ ...breachesOfRecords, ...breachesOfReads, ...breachesOfLists },
  ...{ ...breachesOfChanges, ...breachesOfMail },
};
const cases = Object.entries(breaches).flatMap(([rule, wrongs]) =>
  Object.entries(wrongs).map(([wrong, broken]) => ({ rule, wrong, ...broken })),
);

describe('connectors: the conformance suite', () => {
  it.each(cases)('sees $wrong where a connector $rule', async ({ rule, subject, method }) => {
    const found = await findings(subject, rule);
    const name = method ? `${method}: ${rule}` : rule;
    expect(Object.keys(found), 'the checks that found something').toEqual([name]);
    expect(found[name], 'what it found, rather than a slip of this test').not.toBeInstanceOf(TypeError);
  });

  it('can be made to fail in every rule that it has', () => {
    const rules = new Set(allChecks.map(({ rule }) => rule));
    expect(new Set(Object.keys(breaches))).toEqual(rules);
  });

  it('finds nothing wrong with a connector that keeps the rules in faults made by hand', async () => {
    const codes = { failing: 'CONNECTOR_UNAVAILABLE', malformed: 'CONNECTOR_MALFORMED' } as const;
    const sound = withFaults((trouble, { signal }) => {
      if (trouble === 'slow')
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      throw new ConnectorError(codes[trouble], { connector: 'reference', capability: 'media' }, 'told to');
    }).subject;
    const rules = new Set(checksFor(sound).map(({ check }) => check.rule));
    expect(rules).toContain('gives up on a slow backend when the caller does');
    for (const rule of rules) expect(await findings(sound, rule), rule).toEqual({});
  });

  it('finds nothing wrong with a connector that reads deliveries and polls as it should', async () => {
    for (const rule of Object.keys(breachesOfChanges)) expect(await findings(soundChanges.subject, rule)).toEqual({});
  });

  it('says that a check does not apply rather than pass it', async () => {
    const inMemory = { ...subject, create: () => reference({}) };
    const bench = await createBench(inMemory);
    const counts = checksFor(inMemory).filter(({ check }) => check.rule === 'asks the backend once per batch');
    expect(counts.length).toBeGreaterThan(5);
    for (const { check } of counts) expect(await check.run(bench)).toMatchObject({ notApplicable: expect.any(String) });
  });

  it('counts calls by hand where they do not go through fetch', async () => {
    let calls = 0;
    const counting: typeof fetch = (input, init) => {
      calls += 1;
      return server(input, init);
    };
    const byHand = (perKey: boolean): Subject => {
      const oneByOne = withMethod('media.byIds', (ask, ids, call) =>
        Promise.all(ids.map(async (id) => (await ask([id], call))[0])),
      );
      const { create } = perKey ? oneByOne.subject : subject;
      return { ...subject, create: () => create({ fetch: counting }), countCalls: () => calls };
    };
    const rule = 'asks the backend once per batch';
    expect(await findings(byHand(false), rule)).toEqual({});
    expect(Object.keys(await findings(byHand(true), rule))).toEqual([`media.byIds: ${rule}`]);
  });

  it('shows why something is not tested, and refuses a skip that names nothing or gives no reason', () => {
    const skip = { 'stock.bySkus: asks the backend once per batch': 'it has no batches', reviews: 'none yet' };
    const skipped = checksFor({ ...subject, skip }).filter(({ skipped }) => skipped);
    expect(new Set(skipped.map(({ skipped }) => skipped))).toEqual(new Set(['it has no batches', 'none yet']));
    expect(skipped.filter(({ check }) => check.method === 'stock.bySkus')).toHaveLength(1);
    expect(() => checksFor({ ...subject, skip: { stok: 'a slip' } })).toThrow(/"stok", which is no capability/);
    expect(() => checksFor({ ...subject, skip: { stock: ' ' } })).toThrow(/needs a reason/);
  });
});
