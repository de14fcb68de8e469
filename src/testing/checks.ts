import { capabilityNames } from '../contract/capabilities.ts';
import { changesChecks, listingChecks } from './changes.ts';
import { listMethodChecks } from './listings.ts';
import { mailChecks } from './mail.ts';
import { batchMethodChecks } from './methods.ts';
import { searchChecks } from './search.ts';
import type { Check, Subject } from './subject.ts';
import { wholeChecks } from './whole.ts';

/** Every rule of the contract, for every method that has to keep it. */
export const allChecks: readonly Check[] = [
  ...wholeChecks,
  ...batchMethodChecks,
  ...listMethodChecks,
  ...searchChecks,
  ...changesChecks,
  ...listingChecks,
  ...mailChecks,
];

/** What a check is called in a report, and by `skip`. */
export function nameOf({ method, rule }: Check): string {
  return method ? `${method}: ${rule}` : rule;
}

/** The checks for a subject: those of the capabilities of which something is known. With why one is left out, if it is. */
export function checksFor(
  subject: Subject,
): readonly { readonly check: Check; readonly skipped: string | undefined }[] {
  const { skip = {} } = subject;
  assertSkipsExist(skip);
  return allChecks
    .filter(({ capability }) => capability === 'connector' || subject.known[capability] || skip[capability])
    .filter(({ applies }) => applies?.(subject) ?? true)
    .map((check) => ({
      check,
      skipped: [nameOf(check), check.rule, check.method, check.capability].map((word) => skip[word]).find(Boolean),
    }));
}

function assertSkipsExist(skip: Readonly<Record<string, string>>): void {
  const words = new Set<string>(capabilityNames);
  for (const check of allChecks) for (const word of [nameOf(check), check.rule, check.method]) words.add(word);
  for (const [word, reason] of Object.entries(skip)) {
    if (!words.has(word)) throw new Error(`skip names ${JSON.stringify(word)}, which is no capability, method or rule`);
    if (!reason.trim()) throw new Error(`skip.${word} needs a reason`);
  }
}
