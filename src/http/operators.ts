/** Puts together what operators reach over HTTP: their API, and previews. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createActions } from '../admin/actions.ts';
import type { ConnectorHealth } from '../admin/connector-health.ts';
import type { AdminParts } from '../admin/context.ts';
import { createOperatorApi } from '../admin/create.ts';
import { createKey, type KeyTerms } from '../admin/keys.ts';
import { createPreviewTokens } from '../admin/preview-tokens.ts';
import type { Relevance } from '../admin/relevance-port.ts';
import { createVisitorSupport } from '../admin/visitor-support.ts';
import type { AdminConfig } from '../config/admin.ts';
import { openRequest } from '../context/create.ts';
import type { Connector } from '../contract/connector.ts';
import { createUncachedBackends } from '../loaders/backends.ts';
import { withDrafts } from '../loaders/preview-calls.ts';
import type { CustomerDirectory } from '../visitor/desk.ts';
import { createDigests } from '../visitor/digests.ts';
import type { Remembering } from '../visitor/remembering.ts';
import type { AppOptions } from './app.ts';

export interface OperatorsOptions
  extends Pick<AdminParts, 'store' | 'log' | 'sites' | 'reconciling' | 'aside' | 'now'> {
  readonly config: AdminConfig;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly health: readonly ConnectorHealth[];
  /** As those of visitor tokens. */
  readonly secrets: readonly string[];
  readonly remembered: Pick<Remembering, 'profiles' | 'register' | 'audienceOf'>;
  readonly directory: CustomerDirectory;
  /** Who counts members of segments and visitors of arms. */
  readonly relevance: Relevance;
  readonly responses: () => { readonly bytes: number; readonly entries: number; readonly contents: number } | null;
  readonly maxAgeMs: (connector: string) => number;
  readonly watchedMs: (connector: string) => number;
  readonly logger: Logger;
}

export interface Operators {
  /** What the app takes of it. */
  readonly app: Pick<AppOptions, 'admin' | 'previews'>;
  /** Makes a key for who runs the server, and answers its text. */
  createKey(terms: Omit<KeyTerms, 'createdBy'>): Promise<string>;
}

export function createOperators(options: OperatorsOptions): Operators {
  const { store, log, sites, config, secrets, remembered, now, logger } = options;
  const personas = config.personas ?? {};
  const tokens = createPreviewTokens(config.previewSecrets ?? secrets);
  const audited = ({ id, hash }: { id: number; hash: string }) => logger.info({ audit: id, hash }, 'audited');
  const parts = {
    ...{ store, log, sites, personas, now, audited, previews: tokens, relevance: options.relevance },
    ...{ connectors: options.health, reconciling: options.reconciling, aside: options.aside },
    failed: (error: unknown) => logger.warn({ err: error }, 'something failed that no operator waits for'),
    visitors: createVisitorSupport({
      ...{ store, ...remembered, customers: options.directory },
      digests: createDigests(secrets),
      sites: () => sites.current(),
    }),
  };
  const drafts = new Map([...options.connectors].map(([name, connector]) => [name, withDrafts(connector)]));
  const backends = createUncachedBackends({ ...options, connectors: drafts });

  return {
    app: {
      previews: { tokens, personas, openRequest: (request) => openRequest({ ...request, backends }) },
      admin: (app: FastifyInstance) =>
        createOperatorApi(
          {
            ...parts,
            process: () => ({
              responses: options.responses(),
              streams: app.streams?.size() ?? null,
              answers: app.answerCounts.read(),
            }),
          },
          config.issuer,
        ),
    },
    async createKey(terms) {
      const operator = { id: 'server', role: 'OWNER' } as const;
      const actions = createActions({ store, log, operator, origin: 'code', now, audited });
      const { answer } = await actions.change(async ({ tx }) => {
        const { key, text } = await createKey(tx, { ...terms, createdBy: operator.id }, now());
        return { deed: { action: 'keyCreate', target: `key ${key.id}`, after: terms }, answer: text };
      });
      return answer;
    },
  };
}
