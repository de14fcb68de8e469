import type { RequestContext } from '../context/context.ts';
import type { SearchSort } from '../contract/capabilities.ts';
import { suggest } from '../discovery/suggest.ts';
import type { InputMaybe, ProductFilter, Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, each } from '../loaders/soon.ts';
import { pageInfo } from './connection.ts';
import { fromFacet, toFilters } from './filters.ts';
import { badInput } from './input.ts';
import { orMissing } from './missing.ts';
import { speak } from './speech.ts';

const maxQueryLength = 200;
/** How many titles a voice reads out: more are not remembered by who listens. */
const spokenTitles = 3;

export interface ResultQuery {
  readonly text: string | null;
  readonly categoryId: string | null;
  readonly first: number;
  readonly after: InputMaybe<string>;
  readonly filters: InputMaybe<readonly ProductFilter[]>;
  readonly sort: SearchSort;
}

/** A page of results with their products; null when no source searches on this site. */
export function resultPage({ filters, after, ...query }: ResultQuery, { loaders, site }: RequestContext, place: Place) {
  const asked = { ...query, after: after ?? null, filters: toFilters(filters, site.currency) };
  return chain(loaders.search.load(asked, place), (answer) => {
    if (!answer) return null;
    return chain(
      each(answer.nodes, (id) => loaders.productById.load(id, place)),
      (products) => ({
        totalCount: answer.totalCount,
        correctedQuery: answer.correctedQuery,
        nodes: products.filter((product) => product !== null),
        filters: answer.facets.map((facet) => fromFacet(facet, site.currency)),
        pageInfo: pageInfo(answer, after),
      }),
    );
  });
}

function checkedQuery(query: string): string {
  if (query.length > maxQueryLength) throw badInput('query', `at most ${maxQueryLength} characters`, query);
  return query.trim();
}

export const search: Resolvers = {
  Query: {
    search: (_, { query, filters, sort, first, after }, context, info) =>
      orMissing(
        () => {
          const text = checkedQuery(query);
          const asked = { text: text || null, categoryId: null, first, after, filters, sort: sort ?? 'RELEVANCE' };
          return chain(resultPage(asked, context, info), (page) => {
            if (!page) return null;
            const { found, nothingFound } = context.texts.speech;
            const said = page.correctedQuery ?? text;
            const titles = page.nodes.slice(0, spokenTitles).map(({ title }) => `${title}.`);
            const count = page.totalCount ?? page.nodes.length;
            const sentences = count > 0 ? [found(count, said), ...titles] : [nothingFound(said)];
            return { ...page, speech: speak(sentences, null) };
          });
        },
        context,
        info,
      ),
    predictiveSearch: (_, { query, first }, context, info) =>
      orMissing(() => suggest(checkedQuery(query), first, context, info), context, info),
  },
};
