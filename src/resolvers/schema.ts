import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { packageRoot } from '../config/package-root.ts';
import { category } from './category.ts';
import { change } from './change.ts';
import { common } from './common.ts';
import { consent } from './consent.ts';
import { content } from './content.ts';
import { identify } from './identify.ts';
import { product } from './product.ts';
import { review } from './review.ts';
import { scalars } from './scalars.ts';
import { search } from './search.ts';
import { site } from './site.ts';
import { track } from './track.ts';
import { visitor } from './visitor.ts';

/** The SDL of the storefront API, one text per file of `schema/`. */
export function readTypeDefs(): string[] {
  const folder = new URL('schema/', packageRoot());
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

/** The executable storefront schema. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers: [
      scalars,
      common,
      site,
      product,
      review,
      category,
      search,
      content,
      visitor,
      change,
      identify,
      consent,
      track,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
