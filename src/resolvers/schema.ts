import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { availability } from './availability.ts';
import { category } from './category.ts';
import { common } from './common.ts';
import { content } from './content.ts';
import { product } from './product.ts';
import { review } from './review.ts';
import { scalars } from './scalars.ts';
import { search } from './search.ts';
import { site } from './site.ts';

/** The folder of the SDL: beside `src` in a clone, and one higher from `dist` in an installed package. */
function schemaFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (readdirSync(folder).includes('package.json')) return join(folder, 'schema');
    folder = dirname(folder);
  }
}

/** The SDL of the storefront API, one text per file of `schema/`. */
export function readTypeDefs(): string[] {
  const folder = schemaFolder();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** The executable storefront schema. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers: [scalars, common, site, product, availability, review, category, search, content],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
