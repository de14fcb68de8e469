/** What the configuration says of visitors, and of the tokens of customers. */
import { z } from 'zod';

export interface VisitorsConfig {
  /**
   * Where a visitor is the same one: on the sites of a brand, or of the whole group. Default BRAND: a token, an address or
   * a card of one brand says nothing on another.
   */
  readonly across?: 'BRAND' | 'GROUP';
  /** How long a token holds from when it was issued, in days; at most 400, as browsers keep a cookie. Default 400. */
  readonly tokenDays?: number;
  /** Profiles in memory. Default 50,000. */
  readonly resident?: number;
}

/** An issuer of customers' tokens: any OpenID Connect provider. */
export interface CustomerIssuer {
  /** As in the token's `iss`, to the letter. */
  readonly issuer: string;
  /** One of the token's `aud`. */
  readonly audience: string;
  /** Where its public keys are (RFC 7517). */
  readonly jwksUri: string;
  /** Signatures that are taken; default RS256, PS256, ES256 and EdDSA. Never a symmetric one: its key would be ours. */
  readonly algorithms?: readonly string[];
  /** How far its clock may be off, in seconds. Default 30. */
  readonly clockToleranceSeconds?: number;
  /** The claim that holds the id of the customer in the CRM. Without it the customer is found by the verified address. */
  readonly customerClaim?: string;
  /** Brands whose customers it knows. Default all. */
  readonly brands?: readonly string[];
}

/** Who issues the tokens of customers who are logged in: any OpenID Connect provider. */
export interface JwtConfig {
  readonly issuers: readonly CustomerIssuer[];
}

/** Signatures that only the issuer can make. */
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const https = 'an https:// URL, or http://localhost';

export const visitorsShape = z.strictObject(
  {
    across: z.enum(['BRAND', 'GROUP'], 'BRAND or GROUP').optional(),
    tokenDays: z.number('a number of days').positive('above 0').max(400, 'at most 400 days').optional(),
    resident: z.int('a whole number').positive('a whole number above 0').optional(),
  },
  'an object: visitors',
) satisfies z.ZodType<VisitorsConfig>;

export const jwtShape = z.strictObject(
  {
    issuers: z
      .array(
        z.strictObject(
          {
            issuer: z.string('the `iss` of its tokens').min(1, 'the `iss` of its tokens'),
            audience: z.string('the `aud` that its tokens have for us').min(1, 'the `aud` that its tokens have for us'),
            jwksUri: z.string(https).refine(isSafe, https),
            algorithms: z
              .array(z.enum(asymmetric, `one of ${asymmetric.join(', ')}`), 'a list of algorithms')
              .min(1, 'at least one algorithm')
              .optional(),
            clockToleranceSeconds: z
              .number('seconds')
              .min(0, 'seconds from 0')
              .max(300, 'at most 300 seconds')
              .optional(),
            customerClaim: z.string('the name of a claim').min(1, 'the name of a claim').optional(),
            brands: z.array(z.string('the key of a brand'), 'a list of brands').min(1, 'at least one brand').optional(),
          },
          'an object: an issuer',
        ),
        'a list of issuers',
      )
      .min(1, 'at least one issuer')
      .refine((list) => new Set(list.map(({ issuer }) => issuer)).size === list.length, 'each issuer once'),
  },
  'an object with issuers',
) satisfies z.ZodType<JwtConfig>;

/** Keys that came over a line that anybody may write on prove nothing. */
function isSafe(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' || (url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  );
}
