import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connector } from '../contract/connector.ts';
import { ConfigError, type ConfigProblem, EtalageError } from '../contract/errors.ts';
import type { Profiles } from '../contract/profile.ts';
import type { AdminConfig } from './admin.ts';
import { checkConfig, routeRoots } from './check-config.ts';
import type { CacheConfig, EtalageConfig, ServerLimits } from './define.ts';
import { type DocumentsConfig, readDocuments } from './documents.ts';
import type { EventsConfig } from './events.ts';
import type { PlaygroundConfig } from './playground.ts';
import { createSiteStore, type SiteStore } from './sites-file.ts';
import type { JwtConfig, VisitorsConfig } from './visitors.ts';
import type { WebhooksConfig } from './webhooks.ts';

/** A configuration that has been found right, with its sites and with every default filled in. */
export interface LoadedConfig {
  /** Absolute path of the configuration file. */
  readonly file: string;
  readonly connectors: readonly Connector[];
  readonly sites: SiteStore;
  readonly routes: NonNullable<EtalageConfig['routes']>;
  readonly policy: NonNullable<EtalageConfig['policy']>;
  readonly limits: ServerLimits;
  readonly documents: DocumentsConfig;
  readonly cache: CacheConfig | false;
  readonly explain: boolean;
  /** Without one, the change log is in memory. */
  readonly store?: string;
  readonly visitorSecrets: readonly string[];
  /** Given by the configuration: they win over what the store remembers. */
  readonly profiles?: Profiles;
  readonly arrivals?: EtalageConfig['arrivals'];
  readonly visitors: VisitorsConfig;
  readonly events?: EventsConfig;
  readonly jwt?: JwtConfig;
  readonly webhooks?: WebhooksConfig;
  readonly admin: AdminConfig;
  readonly playground?: PlaygroundConfig;
}

/** Generous for what storefronts send, far below what hurts: see `ServerLimits` for the units. */
const defaultLimits: ServerLimits = {
  bodyBytes: 100_000,
  depth: 15,
  cost: 20_000,
  aliases: 100,
  requestMs: 10_000,
  streams: {
    total: 20_000,
    perClient: 100,
    perConnection: 100,
    proxies: 0,
    bufferBytes: 262_144,
    slowMs: 30_000,
    heartbeatMs: 15_000,
    initMs: 5_000,
  },
};

/**
 * Imports a configuration file, checks it, and reads its sites. Nothing is connected to yet.
 *
 * @param path absolute, or relative to the working directory.
 * @throws {ConfigError} with every problem of the configuration; when that is right, with every problem of its sites.
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const file = resolve(path);
  return completeConfig(await importConfig(file), file);
}

/**
 * Checks a configuration that is at hand, and reads its sites: what `loadConfig` does once the file is imported.
 *
 * @param file where the configuration is from: named in errors, and what its sites file is relative to.
 * @throws {ConfigError} as `loadConfig`.
 */
export function completeConfig(config: unknown, file: string): LoadedConfig {
  const problems = checkConfig(config);
  if (problems.length > 0) throw new ConfigError(file, problems);

  // Without problems it is what its type says.
  const complete = config as EtalageConfig;
  const { connectors, sites, routes = {}, policy = {}, limits, documents = {}, cache = {} } = complete;
  const source = sites instanceof URL ? sites : resolve(dirname(file), sites);
  return {
    file,
    connectors,
    sites: createSiteStore(source, connectors, routeRoots(routes)),
    routes,
    policy,
    limits: { ...defaultLimits, ...limits, streams: { ...defaultLimits.streams, ...limits?.streams } },
    documents: readDocuments(documents, file, process.env),
    cache,
    explain: complete.explain ?? process.env.NODE_ENV !== 'production',
    store: complete.store ?? (process.env.ETALAGE_STORE || undefined),
    // Without a secret of the group's own: tokens that end with this process, and that no other replica takes.
    visitorSecrets: complete.visitorSecrets ?? [randomBytes(32).toString('base64url')],
    profiles: complete.profiles,
    arrivals: complete.arrivals,
    visitors: complete.visitors ?? {},
    events: complete.events,
    jwt: complete.jwt,
    webhooks: complete.webhooks,
    admin: complete.admin ?? {},
    playground: complete.playground,
  };
}

/** The default export of a module; what goes wrong while it is imported is a problem of that file. */
async function importConfig(file: string): Promise<unknown> {
  await access(file).catch((cause: unknown) => {
    throw new ConfigError(
      file,
      [
        {
          path: '',
          expected: 'a configuration file; name yours with --config or ETALAGE_CONFIG',
          found: 'no such file',
        },
      ],
      { cause },
    );
  });
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(file, [importProblem(cause)], { cause });
  }
  if (!('default' in module)) {
    const names = Object.keys(module).join(', ') || 'none';
    throw new ConfigError(file, [
      { path: '', expected: 'export default defineConfig({ ... })', found: `no default export (exports: ${names})` },
    ]);
  }
  return module.default;
}

function importProblem(cause: unknown): ConfigProblem {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (error instanceof SyntaxError)
    return {
      path: placeOf(error),
      expected: 'TypeScript that Node can run',
      found: `a syntax error: ${error.message}`,
    };
  const found = error instanceof EtalageError ? error.message : `${error.name}: ${error.message}`;
  return { path: '', expected: 'a module that runs', found };
}

/** Where Node stopped reading TypeScript: the first line of the stack then is `/shop/etalage.config.ts:12`. */
function placeOf(error: SyntaxError): string {
  const [first = ''] = error.stack?.split('\n', 1) ?? [];
  return /:\d+$/.test(first) ? first : '';
}
