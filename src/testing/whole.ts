/** What a connector must be as a whole, and what its subject must say about it. */
import assert from 'node:assert/strict';
import { capabilityNames } from '../contract/capabilities.ts';
import { describe } from './assertions.ts';
import type { Bench, Check } from './subject.ts';

const rules: Readonly<Record<string, Check['run']>> = {
  'has a name that a configuration can use': async ({ connector }) => {
    assert.match(connector.name, /^[a-z][a-z0-9-]*$/, 'a name is lower case, digits and hyphens');
    return undefined;
  },
  'is tested in all that it can do': async ({ connector, subject }) => {
    const untested = capabilityNames.filter((name) => connector[name] && !subject.known[name] && !subject.skip?.[name]);
    if (connector.products?.bySkus && !subject.known.products?.skus && !subject.skip?.['products.bySkus'])
      assert.fail('the connector reads products by SKU: list some in `known.products.skus`, or skip `products.bySkus`');
    if (connector.changes?.parse && !subject.delivery && !subject.skip?.['changes.parse'])
      assert.fail('the connector reads deliveries: give one in `delivery`, or skip `changes.parse`');
    assert.deepEqual(untested, [], 'each capability needs an entry in `known`, or in `skip` with the reason');
    const imagined = capabilityNames.filter((name) => subject.known[name] && !connector[name]);
    assert.deepEqual(imagined, [], '`known` names capabilities that the connector does not have');
    return undefined;
  },
  'finds nothing wrong with a backend in good health': async (bench) => {
    const { check } = bench.connector;
    if (!check) return { notApplicable: 'the connector has no check' };
    const findings = await check.call(bench.connector, [bench.subject.site], bench.call().signal);
    assert.deepEqual(findings, [], `findings: ${describe(findings)}`);
    return undefined;
  },
  'closes, and closes again': async (bench: Bench) => {
    const connector = await bench.createOver(bench.fetch);
    if (!connector.close) return { notApplicable: 'the connector has nothing to close' };
    await connector.close();
    await connector.close();
    return undefined;
  },
};

export const wholeChecks: readonly Check[] = Object.entries(rules).map(([rule, run]) => ({
  capability: 'connector',
  method: '',
  rule,
  run,
}));
