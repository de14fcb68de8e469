import { fileURLToPath } from 'node:url';
import pino, { type Logger } from 'pino';
import { createDemo, type Demo, type DemoOptions } from '../../demo/create.ts';
import { readExamples } from '../../playground/examples.ts';
import type { EtalageConfig } from '../../src/config/define.ts';
import { completeConfig } from '../../src/config/load.ts';
import { createServer, type Server, type ServerOptions } from '../../src/server.ts';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at by path, as a storefront in JavaScript does
  readonly data: any;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown>;
  }[];
  readonly extensions?: {
    readonly degraded?: readonly {
      path: readonly (string | number)[];
      connector: string;
      served: string;
      ageSeconds: number | null;
    }[];
  };
}

export interface DemoServer extends Demo {
  readonly server: Server;
  readonly sites: readonly string[];
  /** Posts an operation to a site and reads the answer; any status but 200 is an error. */
  ask(
    site: string,
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** The same for a storefront's document, by its name. */
  askFor(
    site: string,
    document: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

const operations = readExamples(new URL('../operations/', import.meta.url));

/** A storefront's document with the fragments that it reaches, by the name of its operation. */
export function documentOf(name: string): string {
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`no operation ${name} in test/operations`);
  return operation.document;
}

/** Starts the demo group on a free port, in this process: its backends are at hand, to be broken, edited and counted. */
export async function startDemo(
  options: DemoOptions & { server?: Partial<ServerOptions>; log?: Logger; config?: Partial<EtalageConfig> } = {},
): Promise<DemoServer> {
  const demo = createDemo(options);
  const sitesFile = new URL('../../demo/sites.json', import.meta.url);
  const { connectors, routes, profiles, personas } = demo;
  const loaded = completeConfig(
    { connectors, routes, profiles, playground: { personas }, sites: sitesFile, ...options.config },
    fileURLToPath(sitesFile),
  );
  const server = await createServer(loaded, {
    log: options.log ?? pino({ level: 'silent' }),
    noticeMs: 0,
    ...options.server,
  });
  await server.listen({ port: 0, host: '127.0.0.1' });

  async function ask(site: string, query: string, variables = {}, headers = {}): Promise<Answer> {
    const response = await fetch(`${server.url}/${site}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    if (response.status !== 200) throw new Error(`${site} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  return {
    ...demo,
    server,
    sites: loaded.sites.current().all.map(({ key }) => key),
    ask,
    askFor: (site, name, variables, headers) => ask(site, documentOf(name), variables, headers),
    close: () => server.close(),
  };
}
