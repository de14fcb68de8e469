import { z } from 'zod';
import type { ProfileExport } from './desk.ts';

const moment = z.iso.datetime();

/** What an export looks like. Parts that other folders hold are open: their own docs say what is in them. */
export const profileExportSchema = z
  .strictObject({
    format: z.literal('etalage-profile-1'),
    exportedAt: moment,
    data: z
      .object({
        profile: z.strictObject({
          recognition: z.enum(['ANONYMOUS', 'CLAIMED', 'KNOWN']),
          priceGroup: z.string().nullable(),
          explicit: z.record(z.string(), z.unknown()).describe('What the person said.'),
          implicit: z.record(z.string(), z.unknown()).describe('What was computed of what they did.'),
          createdAt: moment,
          seenAt: moment,
        }),
        identities: z.strictObject({
          proofs: z.array(z.strictObject({ kind: z.enum(['EMAIL', 'SUBJECT']), provenAt: moment })),
          devices: z.array(z.strictObject({ how: z.string(), site: z.string(), channel: z.string(), at: moment })),
        }),
        consents: z.array(
          z.strictObject({
            site: z.string(),
            purpose: z.enum(['ANALYTICS', 'PERSONALISATION', 'MARKETING']),
            granted: z.boolean(),
            pending: z.boolean(),
            textVersion: z.string(),
            text: z.string().describe('The words that were shown.'),
            language: z.string(),
            how: z.string(),
            at: moment,
          }),
        ),
        mails: z.array(z.strictObject({ to: z.string(), subject: z.string() })),
        customer: z.looseObject({ id: z.string(), email: z.string() }).describe('What the CRM tells of the customer.'),
      })
      .partial()
      .catchall(z.unknown()),
    missing: z.array(z.string()).describe('Parts that could not be read when it was made.'),
  })
  .meta({ title: 'Etalage profile export' }) satisfies z.ZodType<ProfileExport>;

/** The JSON schema (draft 2020-12) of an export. */
export function profileExportJsonSchema(): unknown {
  return z.toJSONSchema(profileExportSchema);
}
