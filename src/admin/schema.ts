import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { packageRoot } from '../config/package-root.ts';
import { scalars } from '../resolvers/scalars.ts';
import { guard } from './guard.ts';
import { changes } from './resolvers/changes.ts';
import { operators } from './resolvers/operators.ts';
import { relevance } from './resolvers/relevance.ts';
import { system } from './resolvers/system.ts';
import { visitors } from './resolvers/visitors.ts';
import { webhooks } from './resolvers/webhooks.ts';

/** The SDL of the operator's API, one text per file of `schema/admin/`. */
export function readAdminTypeDefs(): string[] {
  const folder = new URL('schema/admin/', packageRoot());
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

/** The operator's executable schema, guarded. */
export function createAdminSchema(): GraphQLSchema {
  return guard(
    makeExecutableSchema({
      typeDefs: readAdminTypeDefs(),
      resolvers: [
        { DateTime: scalars.DateTime, JSON: scalars.JSON },
        system,
        relevance,
        changes,
        webhooks,
        visitors,
        operators,
      ],
      resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    }),
  );
}
