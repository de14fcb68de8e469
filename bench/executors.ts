/**
 * What executes a miss: Apollo Server, its executor alone, or compiled code, over the demo group with every entity cached.
 * Side by side in rounds, in one process; told in CPU time, which other load on the machine disturbs least.
 *
 *     node bench/executors.ts [milliseconds per round]
 */
import { HeaderMap } from '@apollo/server';
import { execute } from '@graphql-tools/executor';
import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { pino } from 'pino';
import { createDemo } from '../demo/create.ts';
import { readExamples } from '../playground/examples.ts';
import { createMemoryLog } from '../src/changes/memory-log.ts';
import { completeConfig } from '../src/config/load.ts';
import { openRequest } from '../src/context/create.ts';
import { startApollo } from '../src/http/apollo.ts';
import { createCachedBackends } from '../src/loaders/backends.ts';
import { createSchema } from '../src/resolvers/schema.ts';

const ms = Number(process.argv[2] ?? 3_000);
const rounds = 3;
const together = 8;

const sitesFile = new URL('../demo/sites.json', import.meta.url);
const { connectors, routes } = createDemo();
const { sites, limits } = completeConfig({ connectors, routes, sites: sitesFile }, sitesFile.pathname);
const { backends, cache } = createCachedBackends({
  connectors: new Map(connectors.map((connector) => [connector.name, connector])),
  sites: () => sites.current(),
  log: createMemoryLog(),
  // Longer than this runs: a miss here is of the answer, never of an entity.
  maxAgeMs: () => 3_600_000,
  now: Date.now,
  report: (error) => console.error(error),
});
const site = sites.current().byKey('nachtwit-nl');
if (!site) throw new Error('expected the site nachtwit-nl in the demo group');

const query = readExamples(new URL('../test/operations/', import.meta.url)).find(
  ({ name }) => name === 'ProductPage',
)?.document;
if (!query) throw new Error('expected a document ProductPage in test/operations');
const schema = createSchema();
const document = parse(query);
const { signal } = new AbortController();
const apollo = await startApollo({ schema, limits, log: pino({ level: 'silent' }) });
const compiled = compileQuery(schema, document);
if (!isCompiledQuery(compiled)) throw new Error('expected a document that compiles');

function openContext() {
  const nobody = { visitorId: null, profile: null };
  const opened = openRequest({
    site: site as never,
    sites: sites.current(),
    channel: 'WEB',
    signal,
    ...nobody,
    backends,
  });
  return opened.part(cache.recorder(opened.snapshot));
}

const http = { method: 'POST', headers: new HeaderMap(), search: '', body: undefined };
const ways: Readonly<Record<string, (handle: string) => Promise<unknown>>> = {
  'Apollo Server': async (handle) => {
    const exchange = { context: openContext(), facts: {} };
    const { body } = await apollo.executeOperation({ query, variables: { handle }, http }, { contextValue: exchange });
    return body.kind === 'single' ? body.singleResult.data : null;
  },
  '@graphql-tools/executor': async (handle) => {
    const asked = { schema, document, contextValue: openContext(), variableValues: { handle }, signal };
    return ((await execute(asked)) as { data?: unknown }).data;
  },
  'graphql-jit': async (handle) => (await compiled.query(undefined, openContext(), { handle })).data,
};

const catalogue = await execute({
  schema,
  document: parse('{ search(query: "", first: 60) { nodes { handle } } }'),
  contextValue: openContext(),
});
const { data } = catalogue as { data: { search: { nodes: { handle: string }[] } } };
const handles = data.search.nodes.map(({ handle }) => handle);
for (const handle of handles) {
  const [one, ...others] = await Promise.all(Object.values(ways).map((way) => way(handle)));
  const text = JSON.stringify(one);
  if (others.some((other) => JSON.stringify(other) !== text)) throw new Error(`${handle}: expected equal answers`);
}

const best = new Map<string, number>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const before = process.cpuUsage();
    const end = performance.now() + ms;
    let count = 0;
    const work = async () => {
      while (performance.now() < end) {
        count += 1;
        JSON.stringify(await way(handles[count % handles.length] as string));
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    const { user, system } = process.cpuUsage(before);
    best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, (user + system) / count / 1000));
  }
}
for (const [name, cpu] of best) console.log(`${name.padEnd(24)} ${cpu.toFixed(2)} ms CPU a miss`);
await apollo.stop();
