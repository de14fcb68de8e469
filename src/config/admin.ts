import { z } from 'zod';

/** An issuer of the group's own people's tokens: any OpenID Connect provider. */
export interface OperatorIssuer {
  /** As in the token's `iss`, to the letter. */
  readonly issuer: string;
  /** One of the token's `aud`. */
  readonly audience: string;
  /** Where its public keys are (RFC 7517). */
  readonly jwksUri: string;
  /** The claim that holds a role, or a list of them: `groups`. */
  readonly roleClaim: string;
  /** Our role for each of its values: `{ "shop-marketing": "MARKETER" }`. Who has none of them gets nothing. */
  readonly roles: Readonly<Record<string, 'VIEWER' | 'MARKETER' | 'OPERATOR' | 'OWNER'>>;
}

/** Somebody whom a preview can look through the eyes of. */
export interface Persona {
  readonly title: string;
  /** As rules name them: `{ "orders": 4, "journeyStage": "LOYAL" }`. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly priceGroup?: string;
}

/** The operator's API and previews. Both need a store. */
export interface AdminConfig {
  /** Default true. */
  readonly enabled?: boolean;
  /** Whose tokens are taken besides our own keys. */
  readonly issuer?: OperatorIssuer;
  /** Sign preview links, at least 32 bytes each: the first signs, all verify. Default derived from `visitorSecrets`. */
  readonly previewSecrets?: readonly string[];
  /** By key. */
  readonly personas?: Readonly<Record<string, Persona>>;
}

const text = z.string('a text').min(1, 'a text');

/** The shape of `admin` in a configuration. */
export const adminShape = z.strictObject(
  {
    enabled: z.boolean('true or false').optional(),
    issuer: z
      .strictObject(
        {
          issuer: text,
          audience: text,
          jwksUri: z.url({ protocol: /^https?$/, error: 'the URL of its keys, http or https' }),
          roleClaim: text,
          roles: z.record(
            z.string(),
            z.enum(['VIEWER', 'MARKETER', 'OPERATOR', 'OWNER'], 'one of VIEWER, MARKETER, OPERATOR and OWNER'),
            'an object of roles by the claim’s value',
          ),
        },
        'an object: an issuer of tokens',
      )
      .optional(),
    previewSecrets: z
      .array(
        z.string('a secret').min(32, 'a secret of at least 32 bytes'),
        'a list of secrets, the one that signs first',
      )
      .min(1, 'at least one secret')
      .optional(),
    personas: z
      .record(
        z.string(),
        z.strictObject(
          {
            title: text,
            traits: z.record(z.string(), z.unknown(), 'an object of traits'),
            priceGroup: text.optional(),
          },
          'an object: title and traits',
        ),
        'an object of personas by key',
      )
      .optional(),
  },
  'an object: the operator’s API',
) satisfies z.ZodType<AdminConfig>;
