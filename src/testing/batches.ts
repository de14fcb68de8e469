/** What every batch method must do. */
import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { Call, Results } from '../contract/call.ts';
import type { CapabilityName } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import { conform, describe, present } from './assertions.ts';
import { resilienceChecks } from './resilience.ts';
import type { Bench, Check, Known, Subject } from './subject.ts';
import { countRequests } from './transport.ts';

/** A batch method of the contract, described once for all checks. */
export interface BatchMethod<Key, T> {
  readonly capability: CapabilityName;
  readonly method: string;
  /** True when a connector may have the capability without this method. */
  readonly optional?: boolean;
  readonly schema: z.ZodType;
  /** True when keys are the same in all languages, so that another site can be asked for them. */
  readonly languageNeutralKeys: boolean;
  /** Keys that exist; undefined when the subject names none. */
  keys(known: Known): readonly Key[] | undefined;
  /** A key made from any text. */
  keyOf(text: string): Key;
  read(connector: Connector, keys: readonly Key[], call: Call): Promise<Results<T> | undefined>;
  /** Whether the record is the one that the key asks for. */
  answers(record: T, key: Key): boolean;
  /** How absence looks where it is not only `null`. */
  absent?(entry: T | null | Error): boolean;
  /** What a schema cannot say: the problems of one record, in words. */
  problems?(record: T, subject: Subject): readonly string[];
}

/** Texts that no backend has as a key, among them those that break queries, prototypes, lists and paths. */
const strangers = [
  'etalage-absent',
  '999999999',
  '__proto__',
  'constructor',
  'toString',
  'x" OR "1"="1',
  "x' OR '1'='1",
  '*',
  '%',
  '(',
  '\\',
  '../x',
  'x,y',
  'naïve ✓',
];

export function batchChecks<Key, T>(batch: BatchMethod<Key, T>): readonly Check[] {
  const { capability, method } = batch;
  const rules: Readonly<Record<string, (bench: Bench) => ReturnType<Check['run']>>> = {
    'answers records of the contract': (bench) => shape(batch, bench),
    'keeps the order of the keys': (bench) => order(batch, bench),
    'answers null for absent keys, in their place': (bench) => absence(batch, bench),
    'answers the same record in whichever batch': (bench) => sameRecord(batch, bench),
    'answers [] for no keys, without a call': (bench) => nothing(batch, bench),
    'asks the backend once per batch': (bench) => oneCall(batch, bench),
    'answers in its nearest language when it lacks the one asked for': (bench) => foreign(batch, bench),
    'reads differently on the other site': (bench) => otherSite(batch, bench),
    'keeps simultaneous calls apart': (bench) => simultaneous(batch, bench),
  };
  const checks: readonly Check[] = [
    ...Object.entries(rules).map(([rule, run]) => ({ capability, method, rule, run })),
    ...resilienceChecks({
      capability,
      method,
      async run(connector, known, call) {
        const keys = knownKeys(batch, known);
        const results = await read(batch, connector, keys, call);
        const failure = results.find((entry) => entry instanceof Error);
        if (!failure) return results;
        assert.ok(
          results.every((entry) => entry instanceof Error),
          `expected an error for every key, got ${describe(results)}`,
        );
        throw failure;
      },
    }),
  ];
  if (!batch.optional) return checks;
  return checks.map((check) => ({
    ...check,
    applies: (subject) => batch.keys(subject.known) !== undefined && (check.applies?.(subject) ?? true),
  }));
}

function knownKeys<Key, T>(batch: BatchMethod<Key, T>, known: Known): readonly Key[] {
  const keys = batch.keys(known) ?? [];
  assert.ok(keys.length >= 2, `the subject must list at least two known keys for ${batch.method}`);
  return keys;
}

async function read<Key, T>(
  batch: BatchMethod<Key, T>,
  connector: Connector,
  keys: readonly Key[],
  call: Call,
): Promise<Results<T>> {
  const answer = batch.read(connector, keys, call);
  return (await answer) ?? assert.fail(`${connector.name} has no ${batch.capability}`);
}

async function shape<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  const records = present(await read(batch, bench.connector, keys, bench.call()), keys);
  records.forEach((record, index) => {
    const what = `${batch.method} ${describe(keys[index])}`;
    conform(batch.schema, record, what);
    const problems = batch.problems?.(record, bench.subject) ?? [];
    assert.equal(problems.length, 0, `${what}: ${problems.join('; ')}, in ${describe(record)}`);
  });
  return undefined;
}

async function order<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  const rotated = [...keys.slice(1), ...keys.slice(0, 1)];
  for (const asked of [keys, rotated, keys.toReversed()]) {
    const records = present(await read(batch, bench.connector, asked, bench.call()), asked);
    records.forEach((record, index) => {
      const key = asked[index];
      const right = key !== undefined && batch.answers(record, key);
      assert.ok(right, `place ${index} must answer ${describe(key)}, got ${describe(record)}`);
    });
  }
  return undefined;
}

async function absence<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const [first, ...others] = knownKeys(batch, bench.subject.known);
  const keys = [...strangers.map((text) => batch.keyOf(text)), ...(first === undefined ? [] : [first]), ...others];
  const results = await read(batch, bench.connector, keys, bench.call());
  assert.equal(results.length, keys.length, 'expected one entry per key');
  const isAbsent = batch.absent ?? ((entry) => entry === null);
  results.forEach((entry, index) => {
    const stranger = index < strangers.length;
    const key = describe(keys[index]);
    if (stranger) assert.ok(isAbsent(entry), `${key} does not exist: expected null, got ${describe(entry)}`);
    else
      assert.ok(entry && !(entry instanceof Error), `${key} is known, but among absent keys it was ${describe(entry)}`);
  });
  return undefined;
}

async function sameRecord<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  const together = await read(batch, bench.connector, keys, bench.call());
  for (const [index, key] of keys.slice(0, 5).entries()) {
    const [alone] = await read(batch, bench.connector, [key], bench.call());
    assert.deepEqual(alone, together[index], `${describe(key)} differs alone and among others`);
  }
  return undefined;
}

async function nothing<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const { fetch, count } = countRequests(bench.fetch);
  const connector = await bench.createOver(fetch);
  const before = bench.subject.countCalls?.() ?? 0;
  assert.deepEqual(await read(batch, connector, [], bench.call()), []);
  const asked = count() + (bench.subject.countCalls?.() ?? 0) - before;
  assert.equal(asked, 0, 'the backend was asked for nothing');
  return undefined;
}

async function oneCall<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  const { fetch, count: countFetched } = countRequests(bench.fetch);
  const connector = await bench.createOver(fetch);
  const count = bench.subject.countCalls ?? countFetched;
  const callsFor = async (asked: readonly Key[]) => {
    const before = count();
    await read(batch, connector, asked, bench.call());
    return count() - before;
  };
  // The first call may log in or learn the backend's schema besides.
  const warming = await callsFor(keys.slice(0, 1));
  if (warming === 0)
    return { notApplicable: 'calls cannot be counted: the given fetch is not used, countCalls is not given' };
  const one = await callsFor(keys.slice(0, 1));
  const all = await callsFor([...keys, ...strangers.slice(0, 2).map((text) => batch.keyOf(text))]);
  assert.ok(all <= Math.max(one, 1), `${one} call(s) for one key, but ${all} for ${keys.length + 2}`);
  return undefined;
}

async function foreign<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  // A well-formed locale (Tamazight in Arabic script, Libya) that no shop of a test has.
  present(await read(batch, bench.connector, keys, bench.call({ locale: 'zgh-Arab-LY' })), keys);
  return undefined;
}

async function otherSite<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const { known, otherLocale } = bench.subject;
  if (!otherLocale?.differs.includes(batch.capability))
    return { notApplicable: 'otherLocale.differs does not name it' };
  if (!batch.languageNeutralKeys) return { notApplicable: 'its keys are in the language of the site' };
  const keys = knownKeys(batch, known);
  const here = await read(batch, bench.connector, keys, bench.call());
  const there = await read(batch, bench.connector, keys, bench.call(otherLocale));
  assert.ok(
    there.some((entry) => entry !== null),
    `${otherLocale.site.key} has none of the known keys`,
  );
  const changed = there.some((entry, index) => entry && JSON.stringify(entry) !== JSON.stringify(here[index]));
  assert.ok(changed, `expected other text or amounts on ${otherLocale.site.key}, got the same: ${describe(there)}`);
  return undefined;
}

async function simultaneous<Key, T>(batch: BatchMethod<Key, T>, bench: Bench) {
  const keys = knownKeys(batch, bench.subject.known);
  const other = bench.subject.otherLocale;
  const plans = [
    { keys, call: bench.call() },
    { keys: keys.toReversed(), call: bench.call(other && { site: other.site, locale: other.locale }) },
    { keys: keys.slice(0, 1), call: bench.call() },
  ];
  const ask = (plan: (typeof plans)[number]) => read(batch, bench.connector, plan.keys, plan.call);
  const together = await Promise.all(plans.map(ask));
  for (const [index, plan] of plans.entries())
    assert.deepEqual(together[index], await ask(plan), `call ${index + 1} of 3`);
  return undefined;
}
