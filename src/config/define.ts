import type { CacheLimits } from '../cache/cache.ts';
import type { ArrivalOptions } from '../context/arrivals.ts';
import type { Connector } from '../contract/connector.ts';
import type { Profiles } from '../contract/profile.ts';
import type { PolicyOptions } from '../loaders/policy.ts';
import type { SecondLevel } from '../loaders/second-level.ts';
import type { AdminConfig } from './admin.ts';
import type { DocumentsOptions } from './documents.ts';
import type { EventsConfig } from './events.ts';
import type { PlaygroundConfig } from './playground.ts';
import type { JwtConfig, VisitorsConfig } from './visitors.ts';
import type { WebhooksConfig } from './webhooks.ts';

/** Answers plain HTTP requests below a path, by the web's own Request and Response: media of an embedded backend, a mock. */
export type RouteHandler = (request: Request) => Response | Promise<Response>;

export interface ServerLimits {
  /** Largest request body, in bytes. */
  readonly bodyBytes: number;
  /** Deepest selection of a document. */
  readonly depth: number;
  /** Largest cost of a document: fields, times the size of the lists they are in. */
  readonly cost: number;
  /** Most aliases of a document. */
  readonly aliases: number;
  /** Time that one request may take, in milliseconds: the deadline of all its calls to connectors together. */
  readonly requestMs: number;
  /** Live queries and subscriptions. */
  readonly streams: StreamLimits;
}

export interface StreamLimits {
  /** Connections that are open at once, and live operations on them: most of each. */
  readonly total: number;
  /** The same of one client: the visitor of a token, else an address. */
  readonly perClient: number;
  /** Operations at once on one WebSocket. */
  readonly perConnection: number;
  /** Proxies in front of this server, each of which adds to `x-forwarded-for` whom it was asked by. */
  readonly proxies: number;
  /** Bytes that wait for a reader, from which on only the newest states are kept for it, and bytes of those. */
  readonly bufferBytes: number;
  /** How long a reader may be behind without a break, in milliseconds. */
  readonly slowMs: number;
  /** How often a connection is found alive, in milliseconds. */
  readonly heartbeatMs: number;
  /** Time in which a WebSocket must be initialised, in milliseconds. */
  readonly initMs: number;
}

/** Limits as a configuration gives them: those that are left out have their defaults. */
export interface LimitOptions extends Partial<Omit<ServerLimits, 'streams'>> {
  readonly streams?: Partial<StreamLimits>;
}

/** What `etalage.config.ts` exports: the code side of the configuration. The sites are data, in a file of their own. */
export interface EtalageConfig {
  /** One per backend; their names are the words that `sources` uses. */
  readonly connectors: readonly Connector[];
  /** The sites file, JSON: a path relative to the configuration file, or a URL made with `import.meta.url`. */
  readonly sites: string | URL;
  /** Handlers by path prefix: `{ '/media/': handler }`. */
  readonly routes?: Readonly<Record<`/${string}`, RouteHandler>>;
  /** How connectors are called: for all of them, and what differs for one by its name. */
  readonly policy?: { readonly default?: PolicyOptions; readonly connectors?: Readonly<Record<string, PolicyOptions>> };
  readonly limits?: LimitOptions;
  /** Which documents are answered; any, without a manifest. */
  readonly documents?: DocumentsOptions;
  /** What is remembered between requests; `false` for nothing, which is slower and never different. */
  readonly cache?: CacheConfig | false;
  /** Whether `etalage-explain: 1` is answered. It tells how backends are called, and from what answers are made: by default
   *  not when NODE_ENV is `production`. */
  readonly explain?: boolean;
  /**
   * Where Etalage keeps its own state: a file for SQLite, or `postgres://…` for several processes. The environment variable
   * ETALAGE_STORE stands in for it. Without either the change log is in memory: for a process alone, and gone with it.
   */
  readonly store?: string;
  /** Sign visitor tokens: at least 32 bytes each, the first signs, all verify. Without one, tokens end with the process. */
  readonly visitorSecrets?: readonly string[];
  /** What is remembered of visitors. */
  readonly profiles?: Profiles;
  /** Where visitors are and what the weather is there, for segments. Default: where is told by the header `etalage-place`. */
  readonly arrivals?: ArrivalOptions;
  /** Where a visitor is the same one, and for how long. */
  readonly visitors?: VisitorsConfig;
  /** How events of visitors are kept. */
  readonly events?: EventsConfig;
  /** Whose tokens prove that a customer is logged in. */
  readonly jwt?: JwtConfig;
  /** Who is told of changes by webhooks, and what of the network may be reached for it. Needs a store. */
  readonly webhooks?: WebhooksConfig;
  /** The operator's API at `/admin/graphql`, and previews. */
  readonly admin?: AdminConfig;
  /** What the playground offers besides what the sites have. */
  readonly playground?: PlaygroundConfig;
}

export interface CacheConfig {
  /** Bytes of entities and of answers in memory, and more. */
  readonly limits?: Partial<CacheLimits>;
  /** A second level beside memory: a Keyv store such as Redis. */
  readonly shared?: SecondLevel;
}

/** Types and returns a configuration. It is validated when it is loaded, with all problems in one message. */
export function defineConfig(config: EtalageConfig): EtalageConfig {
  return config;
}
