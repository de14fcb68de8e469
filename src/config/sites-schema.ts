import { z } from 'zod';
import { type CapabilityName, capabilityNames } from '../contract/capabilities.ts';
import { countryCodes, currencyCodes, isLanguage } from './codes.ts';
import { type ProductField, productFields } from './product-fields.ts';
import type { JoinKey } from './site.ts';
import { slotsSchema } from './slots-schema.ts';

// Every message is what was expected: a ConfigProblem says "expected <message>, found ...".

const country = z
  .enum(countryCodes, 'a country, ISO 3166-1 alpha-2, such as NL (the United Kingdom is GB)')
  .meta({ id: 'Country', description: 'ISO 3166-1 alpha-2.' });

const language = z
  .string('a language, BCP 47 primary, such as nl')
  .regex(/^[a-z]{2,3}$/, { error: 'a language, BCP 47 primary, lower case, such as nl', abort: true })
  .refine(isLanguage, 'a language that CLDR knows, in its current form, such as nl')
  .meta({ id: 'Language', description: 'BCP 47 primary language: nl.' });

const currency = z
  .enum(currencyCodes, 'a currency of the schema’s enum CurrencyCode, such as EUR')
  .meta({ id: 'Currency', description: 'ISO 4217.' });

const connectors = z
  .array(z.string('the name of a connector'), 'a list of connectors, the one that wins first')
  .nullish();

const sources = z
  .strictObject(
    Object.fromEntries([
      ...capabilityNames.map((name) => [name, connectors]),
      ...productFields.map((field) => [`products.${field}`, connectors]),
    ]) as Record<CapabilityName | `products.${ProductField}`, typeof connectors>,
    'an object of connectors by capability or products.<field>',
  )
  .meta({
    id: 'Sources',
    description: 'Which connectors own what, in order of precedence: a capability, or a field of a product.',
  });

const joins = z
  .record(
    z.string(),
    z.enum(['id', 'handle', 'sku'] satisfies JoinKey[], 'one of id, handle and sku').nullable(),
    'an object of join keys by connector',
  )
  .meta({
    id: 'Joins',
    description: 'By connector: the key by which its products belong to those of the first source. Default id.',
  });

const settings = z
  .record(
    z.string(),
    z.record(z.string(), z.unknown(), 'an object of this connector’s settings').nullable(),
    'an object of settings by connector',
  )
  .meta({ id: 'Settings', description: 'By connector: what it needs to know of a site.' });

const theme = z
  .record(z.string(), z.string('a design token’s value, as text').nullable(), 'an object of design tokens')
  .meta({ id: 'Theme', description: 'Design tokens for storefronts.' });

const count = z.int('a whole number').nonnegative('a whole number from 0');

const limits = z
  .strictObject(
    {
      scarcity: count.nullish().describe('Fewer sellable units than this is LOW_STOCK. Default 10.'),
      quantityShownBelow: count.nullish().describe('From this number on visitors see no quantity. Default 10.'),
    },
    'an object of limits',
  )
  .meta({ id: 'Limits' });

/** Lower case letters, digits and single hyphens. */
const key = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const share = z.number('a share from 0 to 1').min(0, 'a share from 0 to 1').max(1, 'a share from 0 to 1');

const segments = z
  .record(
    z.string().regex(key, 'a segment key of lower case letters, digits and single hyphens'),
    z
      .strictObject(
        {
          title: z.string('what the segment is called among marketers'),
          because: z.record(z.string(), z.string(), 'the rule in words for visitors, by language'),
          when: z.record(z.string(), z.unknown(), 'a condition of schema/condition.schema.json'),
        },
        'an object: a segment',
      )
      .nullable(),
    'an object of segments by key',
  )
  .meta({ id: 'Segments', description: 'Groups of visitors by rule.' });

const experiments = z
  .record(
    z.string().regex(key, 'an experiment key of lower case letters, digits and single hyphens'),
    z
      .strictObject(
        {
          arms: z
            .array(
              z.strictObject({ key: z.string('the key of an arm'), weight: share }, 'an object: an arm'),
              'a list of arms, the control first',
            )
            .min(2, 'at least two arms')
            .refine(
              (arms) => Math.abs(arms.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-6,
              'weights that are 1 together',
            ),
          coverage: share.optional(),
          layer: z
            .strictObject(
              { key: z.string('the key of a layer').min(1, 'the key of a layer'), from: share, to: share },
              'an object: a part of a layer',
            )
            .optional()
            .describe('Experiments of one layer share no visitor.'),
          version: count.optional().describe('Another number begins anew: arms that visitors had are not kept.'),
        },
        'an object: an experiment',
      )
      .nullable(),
    'an object of experiments by key',
  )
  .meta({ id: 'Experiments', description: 'Tests of variants against each other.' });

const caps = z
  .record(
    z.string().regex(key, 'a cap’s key of lower case letters, digits and single hyphens'),
    z
      .strictObject(
        {
          times: z.int('a whole number').positive('a whole number above 0'),
          hours: z.number('a number of hours').positive('a number of hours above 0'),
        },
        'an object: times and hours',
      )
      .nullable(),
    'an object of caps by key',
  )
  .meta({ id: 'Caps', description: 'How often something is shown to one visitor.' });

const consents = z
  .strictObject(
    {
      version: z.string('a name of these texts').min(1).max(100).nullish(),
      benefits: z
        .partialRecord(
          z.enum(['ANALYTICS', 'PERSONALISATION', 'MARKETING'], 'a purpose'),
          z.record(z.string(), z.string('what the visitor gains').min(1), 'a sentence by language'),
          'an object of sentences by purpose and language',
        )
        .nullish(),
    },
    'an object with version and benefits',
  )
  .meta({ id: 'Consents', description: 'The words by which visitors are asked for consent.' });

/** What any level may say. Null removes what was inherited. */
const inherited = {
  country: country.nullish(),
  language: language.nullish(),
  currency: currency.nullish(),
  sources: sources.nullish(),
  joins: joins.nullish(),
  settings: settings.nullish(),
  theme: theme.nullish(),
  limits: limits.nullish(),
  segments: segments.nullish(),
  experiments: experiments.nullish(),
  consents: consents.nullish(),
  caps: caps.nullish(),
  holdout: share.nullish().describe('Share of visitors who get the default everywhere. Default 0.'),
  slots: slotsSchema.nullish(),
  timeZone: z.string('a time zone of IANA: Europe/Amsterdam').nullish().describe('Default that of the country.'),
};

const host = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const site = z
  .strictObject(
    {
      ...inherited,
      url: z
        .url({ protocol: /^https?$/, error: 'the absolute URL of the storefront, http or https' })
        .describe('Where its storefront lives.'),
      hosts: z
        .array(
          z.string('a host name').regex(host, 'a host name, lower case, without scheme and port'),
          'a list of host names',
        )
        .optional()
        .describe('Host names for which /graphql finds this site.'),
    },
    'an object: a site',
  )
  .meta({ id: 'Site' });

const brand = z
  .strictObject(
    {
      name: z.string('the name of the brand').min(1, 'the name of the brand'),
      ...inherited,
      sites: z.record(
        z.string().regex(key, 'a site key of lower case letters, digits and single hyphens'),
        site,
        'an object of sites by key',
      ),
    },
    'an object: a brand',
  )
  .meta({ id: 'Brand' });

const group = z
  .strictObject({ name: z.string('the name of the group').optional(), ...inherited }, 'an object: the group')
  .meta({ id: 'Group' });

/** The sites file: a group, its brands, their sites. */
export const sitesSchema = z
  .strictObject(
    {
      $schema: z.string('the path of a JSON schema').optional(),
      group: group.optional(),
      brands: z.record(
        z.string().regex(key, 'a brand key of lower case letters, digits and single hyphens'),
        brand,
        'an object of brands by key',
      ),
    },
    'an object with brands',
  )
  .meta({ title: 'Etalage sites' });

export type SitesFile = z.infer<typeof sitesSchema>;
export type Level = z.infer<typeof group>;

/** The JSON schema (draft 2020-12) of the sites file, for editors. */
export function sitesJsonSchema(): unknown {
  return z.toJSONSchema(sitesSchema, { io: 'input' });
}
