import type { Site } from '../../config/site.ts';
import { ConfigError } from '../../contract/errors.ts';
import type { ConfiguredFrom, Resolvers } from '../../generated/admin.ts';
import { ActionError } from '../actions.ts';
import { changeKinds } from '../edited-sites.ts';
import { coversSite } from '../grants.ts';
import { configurationOf } from '../site-configuration.ts';
import { answering, instantOrNull } from './user-errors.ts';

export const system: Resolvers = {
  Query: {
    operator: (_, __, { operator }) => ({
      ...operator,
      sites: operator.sites && [...operator.sites],
      areas: operator.areas && [...operator.areas],
    }),
    sites: (_, __, { sites, operator }) => sites.current().all.filter(({ key }) => coversSite(operator, key)),
    connectors: (_, __, { connectors }) => [...connectors],
    process: (_, __, parts) => {
      const { responses, streams, answers } = parts.process();
      return {
        responses,
        streams,
        answers: Object.entries(answers).map(([site, { HIT, STALE, JOINED, MISS }]) => ({
          ...{ site, hits: HIT, stale: STALE, joined: JOINED, misses: MISS },
        })),
      };
    },
  },
  Mutation: {
    configReload: (_, __, { sites, actions }) =>
      answering(async () => {
        const before = hashesOf(sites.current().all);
        await sites.reload().catch((error: unknown) => {
          throw error instanceof ConfigError ? invalid(error) : error;
        });
        const after = hashesOf(sites.current().all);
        const { cursor } = await actions.change(async ({ log }) => {
          log([{ kind: changeKinds.sites, key: 'file' }]);
          return { deed: { action: 'configReload', target: 'sites', before, after }, answer: null };
        });
        return { cursor };
      }),
    cacheFlush: (_, { tags, all }, { actions }) =>
      answering(async () => {
        const drafts = all ? [{ kind: changeKinds.cache, key: 'all' }] : (tags ?? []).map(entityOf);
        if (drafts.length === 0) throw new ActionError('INVALID', 'expected tags, or all: true');
        if (drafts.length > mostTags) throw new ActionError('INVALID', `expected at most ${mostTags} tags`);
        const { cursor } = await actions.change(async ({ log }) => {
          log(drafts);
          const target = all
            ? 'cache'
            : drafts
                .map(({ kind, key }) => `${kind}.${key}`)
                .join(' ')
                .slice(0, 1_000);
          return { deed: { action: 'cacheFlush', target }, answer: null };
        });
        return { cursor };
      }),
  },
  Site: {
    brand: ({ brand }) => brand.key,
    hosts: ({ hosts }) => [...hosts],
    configuration: (site, _, { sites }) =>
      configurationOf(site, sites).map(({ path, value, from }) => ({ path, value, from: from as ConfiguredFrom })),
    problems: ({ key }, _, { sites }) =>
      sites.problems(key).map(({ path, expected, found }) => ({
        ...{ code: 'INVALID' as const, field: path, message: `expected ${expected}, found ${found}` },
      })),
  },
  Connector: {
    capabilities: ({ capabilities }) => [...capabilities],
    calls: (connector) => connector.health().calls,
    failures: (connector) => connector.health().failures,
    failing: (connector) => connector.health().failing,
    lastCallAt: (connector) => instantOrNull(connector.health().lastCallAt),
    lastSuccessAt: (connector) => instantOrNull(connector.health().lastSuccessAt),
    lastFailureAt: (connector) => instantOrNull(connector.health().lastFailureAt),
    lastError: (connector) => connector.health().lastError,
    lastMs: (connector) => connector.health().lastMs,
    breaker: (connector) => connector.breaker(),
  },
};

/** Tags of one flush. */
const mostTags = 500;

/** The entity that a tag names; of a facet's the entity, too. Its key may have dots: what is no facet is part of it. */
function entityOf(tag: string): { kind: string; key: string } {
  const [, kind, key] = /^([A-Za-z][A-Za-z0-9]*)\.([^\s*!]{1,255})$/.exec(tag) ?? [];
  if (kind === undefined || key === undefined)
    throw new ActionError(
      'INVALID',
      `expected the tag of an entity such as product.nw-101, found ${tag.slice(0, 100)}`,
    );
  return { kind, key };
}

function hashesOf(all: readonly Site[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.map(({ key, hash }) => [key, hash]));
}

function invalid({ problems }: ConfigError): ActionError {
  return new ActionError(
    'INVALID',
    'the sites stay as they are',
    problems.map(({ path, expected, found }) => ({ field: path, message: `expected ${expected}, found ${found}` })),
  );
}
