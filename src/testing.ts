/**
 * The conformance suite for connectors, for use with Vitest. A connector is done when it passes this against its real
 * backend, or against a stand-in that answers by the vendor's published schema.
 *
 *     testConnector({
 *       create: ({ fetch }) => shop({ url, fetch }),
 *       site, locale: 'nl-NL',
 *       known: { products: { ids: ['1', '2'], handles: ['bed', 'pillow'] } },
 *     });
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { checksFor, nameOf } from './testing/checks.ts';
import { type Bench, createBench, type Subject } from './testing/subject.ts';

export type { Fault, Faults, Known, OtherLocale, Subject } from './testing/subject.ts';

/**
 * Registers one test per rule of the contract and method of the connector. Fails when the connector has a capability that
 * is neither in `known` nor in `skip`. What does not apply to a connector is reported as skipped, with the reason.
 */
export function testConnector(subject: Subject): void {
  describe(`connectors: ${subject.name ?? subject.site.key}`, () => {
    let bench: Bench | undefined;
    beforeAll(async () => {
      bench = await createBench(subject);
    });
    afterAll(() => bench?.close());

    for (const { check, skipped } of checksFor(subject)) {
      if (skipped) it.skip(`${nameOf(check)} (skipped: ${skipped})`);
      else
        it(nameOf(check), async (context) => {
          if (!bench) throw new Error('the connector was not created');
          const outcome = await check.run(bench);
          if (outcome) context.skip(outcome.notApplicable);
        });
    }
  });
}
