import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { OperatorIssuer } from '../config/admin.ts';
import { type Operator, roles } from './grants.ts';

/** Finds whom an operator's own token stands for. */
export interface TokenVerifier {
  /** Null for one that is not valid, over, or has no role here. @throws when the issuer's keys are out of reach. */
  verify(token: string): Promise<Operator | null>;
}

/** Signatures that are taken. Never symmetric ones, whose key would have to be ours. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Verifies the tokens of the group's own people, by OpenID Connect: RFC 7519 with the issuer's keys (RFC 7517). */
export function createTokenVerifier(issuer: OperatorIssuer, now: () => number): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(issuer.jwksUri), { timeoutDuration: 3_000 });
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: issuer.issuer,
          audience: issuer.audience,
          algorithms,
          clockTolerance: 30,
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(now()),
        });
        return toOperator(payload, issuer);
      } catch (error) {
        if (error instanceof errors.JOSEError && !isAboutKeys(error)) return null;
        throw error;
      }
    },
  };
}

function isAboutKeys(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}

/** The highest of the roles that its groups have here. */
function toOperator(payload: JWTPayload, { roleClaim, roles: byValue }: OperatorIssuer): Operator | null {
  const claim = payload[roleClaim];
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const given = values.flatMap((value) => (typeof value === 'string' && byValue[value]) || []);
  const role = roles.findLast((one) => given.includes(one));
  if (role === undefined) return null;
  const id = `token:${payload.sub}`;
  return { id, name: typeof payload.name === 'string' ? payload.name : id, role, sites: null, areas: null };
}
