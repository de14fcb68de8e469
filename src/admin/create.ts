import type { GraphQLSchema } from 'graphql';
import type { OperatorIssuer } from '../config/admin.ts';
import { createActions } from './actions.ts';
import type { AdminContext, AdminParts } from './context.ts';
import type { Operator } from './grants.ts';
import { createKeyVerifier } from './keys.ts';
import { createAdminSchema } from './schema.ts';
import { createTokenVerifier } from './tokens.ts';

/** The operator's API: who may use it, and what it is for each of them. */
export interface OperatorApi {
  readonly schema: GraphQLSchema;
  /** Whom a key or a token stands for; null for one that opens nothing. @throws {StoreError} */
  authenticate(credential: string): Promise<Operator | null>;
  /** @param origin from where, for the audit log. */
  open(operator: Operator, origin: string, signal: AbortSignal): AdminContext;
}

/** @param issuer whose tokens are taken besides our own keys. */
export function createOperatorApi(parts: AdminParts, issuer: OperatorIssuer | undefined): OperatorApi {
  const { store, log, now, audited, failed } = parts;
  const keys = createKeyVerifier(store, now, failed);
  const tokens = issuer && createTokenVerifier(issuer, now);
  return {
    schema: createAdminSchema(),
    async authenticate(credential) {
      if (credential.startsWith('etk_')) return keys.verify(credential);
      if (!tokens) return null;
      return tokens.verify(credential).catch((error: unknown) => {
        failed(error);
        return null;
      });
    },
    open: (operator, origin, signal) => ({
      ...parts,
      operator,
      signal,
      actions: createActions({ store, log, operator, origin, now, audited }),
    }),
  };
}
