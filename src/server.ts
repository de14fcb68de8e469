/** Puts a server together: in one file because the order in which its parts are made is what is to be read here. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type ConnectorHealth, watchHealth } from './admin/connector-health.ts';
import { isFlush, openEditedSites } from './admin/edited-sites.ts';
import type { KeyTerms } from './admin/keys.ts';
import { createAges } from './assembly/ages.ts';
import { createListening } from './assembly/listening.ts';
import { startOutbound } from './assembly/outbound.ts';
import { createPersonas } from './assembly/personas.ts';
import { type Behaviour, createBehaviour } from './behaviour/behaviour.ts';
import type { Cache } from './cache/cache.ts';
import { createRecorder } from './cache/recorder.ts';
import type { Aside } from './changes/aside.ts';
import { openDurableLog } from './changes/durable-log.ts';
import { createIngest, type Ingest } from './changes/ingest.ts';
import { createMemoryKeeping, createStoreKeeping } from './changes/keeping.ts';
import { createMemoryLog } from './changes/memory-log.ts';
import { createReconciling, type Reconciling } from './changes/reconcile-jobs.ts';
import { logReport } from './changes/reconcile-words.ts';
import type { CacheConfig } from './config/define.ts';
import type { LoadedConfig } from './config/load.ts';
import { packageRoot } from './config/package-root.ts';
import type { Assignment } from './context/context.ts';
import { openRequest } from './context/create.ts';
import { EtalageError } from './contract/errors.ts';
import type { DeliveryCounts } from './delivery/delivery.ts';
import { type AppOptions, createApp } from './http/app.ts';
import { createConsistency } from './http/consistency.ts';
import type { Memory } from './http/graphql.ts';
import type { Lifecycle } from './http/health.ts';
import { createOperators } from './http/operators.ts';
import type { ResponsePayload } from './http/payload.ts';
import { createPlayground } from './http/playground.ts';
import { createShowing } from './http/showing.ts';
import { createVisitors } from './http/visitors.ts';
import { createCachedBackends, createUncachedBackends } from './loaders/backends.ts';
import { createCustomerDirectory } from './loaders/customers.ts';
import { withPolicy } from './loaders/policy.ts';
import type { Backends } from './loaders/sources.ts';
import { sitesServedBy } from './loaders/sources.ts';
import { createUnconfirmed, smallLimits, withOlder } from './loaders/unconfirmed.ts';
import { createSchema } from './resolvers/schema.ts';
import { openStore } from './store/open.ts';
import { createNoStreams, createStreams } from './streams/streams.ts';
import type { Outbox } from './visitor/outbox.ts';
import { createRemembering } from './visitor/remembering.ts';
import type { ProfileStore } from './visitor/store-port.ts';

export interface ServerOptions {
  readonly log: Logger;
  /**
   * How long a closing server still takes requests, in milliseconds: time for a load balancer to see that it is not
   * ready, and for busy connections to end with an answer instead of between two. Default 250.
   */
  readonly noticeMs?: number;
  /** Milliseconds since the epoch; the system's clock unless a test says otherwise. */
  readonly now?: () => number;
  /** Whether remembered answers are sent in front of routing. Default true; the answers are the same. */
  readonly hotPath?: boolean;
  /** Is told of every arm of an experiment that a visitor was sent, by a made or a remembered answer. */
  readonly exposed?: AppOptions['exposed'];
}

export interface Server {
  readonly app: FastifyInstance;
  /** Resolves when requests are taken. Port 0 takes any free one. */
  listen(options: { readonly port: number; readonly host: string }): Promise<void>;
  /** Where it listens, without a path: `http://localhost:4000`. Throws before it does. */
  readonly url: string;
  /** Looks for changes that no connector told of: on its own, and when asked. */
  readonly reconciling: Pick<Reconciling, 'run' | 'reports'>;
  /** What was told and could not be understood. */
  readonly deliveriesAside: Aside & Pick<Ingest, 'retry'>;
  /** What became of what subscribers were to be told; null without a store. */
  readonly webhooks: () => DeliveryCounts | null;
  /** Mails that were made where a site has no mailer: for a developer's machine. */
  readonly outbox: Pick<Outbox, 'list'>;
  /** What is remembered of visitors, for jobs and for who imports it. Who answers reads it through consent. */
  readonly profiles: Pick<ProfileStore, 'state' | 'update'>;
  /** What visitors did, for customer service and for jobs: events themselves come in by `track`. */
  readonly behaviour: Pick<Behaviour, 'timeline' | 'counts' | 'settled' | 'forget' | 'waiting'>;
  /** Makes a key of the operator's API, and answers its text; null where there is no store to keep it. */
  readonly createKey: ((terms: Omit<KeyTerms, 'createdBy'>) => Promise<string>) | null;
  /**
   * Says that it is not ready, stops accepting, lets requests under way finish, then closes the connectors. It waits
   * for as long as that takes: a deadline is the caller's. Later calls wait for the first.
   */
  close(): Promise<void>;
}

/** Puts the parts together, in the order in which a request passes them. */
export async function createServer(loaded: LoadedConfig, options: ServerOptions): Promise<Server> {
  const { log, noticeMs = 250, now = Date.now } = options;
  const { routes, policy, limits } = loaded;

  const health: ConnectorHealth[] = [];
  const connectors = new Map(
    loaded.connectors.map((connector) => {
      const settings = { ...policy.default, ...policy.connectors?.[connector.name] };
      const watched = watchHealth(withPolicy(connector, settings), now);
      health.push(watched.health);
      return [connector.name, watched.connector];
    }),
  );
  const durable = loaded.store
    ? await openDurableLog(loaded.store, (error) => log.warn({ code: error.code }, 'the store is in trouble'))
    : null;
  if (!durable && loaded.webhooks?.subscriptions)
    throw new EtalageError(
      'WEBHOOKS_NEED_STORE',
      'webhooks.subscriptions: expected a store, since what is to be told is kept there',
    );
  const edited = durable
    ? await openEditedSites({
        sites: loaded.sites,
        store: durable.store,
        trouble: (what, detail) => log.warn({ detail }, what),
      })
    : null;
  const sites = edited ?? loaded.sites;
  const changes = durable ?? createMemoryLog();
  const keeping = durable ? createStoreKeeping(durable.store, durable.log, now) : createMemoryKeeping(changes, now);
  const { maxAgeMs, recheckMs, reconcileMs, pollMs } = createAges(policy);
  const reconciling = createReconciling({
    connectors,
    ledger: keeping.ledger,
    position: changes.position,
    sites: (name) => sitesServedBy(name, sites.current()),
    everyMs: reconcileMs,
    // What a poll has yet to tell is not missed.
    graceMs: (name) => 2_000 + (connectors.get(name)?.changes?.poll ? 1.1 * pollMs(name) : 0),
    reported: (report) => logReport(log, report),
    failed: (connector, error) => log.warn({ connector, err: error }, 'a walk for missed changes could not be kept'),
    now,
  });
  const watchedMs = (name: string) => (reconciling.covers(name) ? Number.POSITIVE_INFINITY : recheckMs(name));
  const remember = (cache: CacheConfig, owners?: Backends['owners']) =>
    createCachedBackends<ResponsePayload, Assignment>({
      ...cache,
      owners,
      connectors,
      sites: () => sites.current(),
      log: changes,
      maxAgeMs,
      watchedMs,
      now,
      report: (error) => log.warn({ err: error }, 'something failed that nobody waits for'),
    });
  const remembering = loaded.cache ? remember(loaded.cache) : null;
  const unconfirmed =
    remembering &&
    createUnconfirmed<Memory>({
      log: changes,
      make() {
        const { backends, cache } = remember({ limits: smallLimits }, remembering.backends.owners);
        const entities = withOlder(cache.entities, remembering.cache.entities);
        return memoryOf({ ...backends, entities }, cache);
      },
      switched: (bypassing) =>
        bypassing
          ? log.warn('the change log is out of reach: answers are made from the backends')
          : log.info('the change log is followed again: answers are remembered again'),
    });
  const backends = remembering?.backends ?? createUncachedBackends({ connectors, maxAgeMs, watchedMs, now });
  const ingest = createIngest({
    connectors,
    log: changes,
    keeping,
    now,
    keptAside: ({ id, source: connector }) =>
      log.warn({ connector, aside: id }, 'a delivery could not be understood and is kept aside'),
    apply: async (list) => {
      unconfirmed?.drop();
      edited?.changed(list);
      const flush = list.findLast(isFlush);
      if (flush) remembering?.cache.forget(flush.position);
      await remembering?.cache.invalidate(list);
    },
    lost: (position) => {
      unconfirmed?.drop();
      edited?.lost();
      remembering?.cache.forget(position);
    },
    failed: (error) => log.warn({ err: error }, 'a change could not be applied'),
    pollMs,
    pollFailed: (connector, error, failures, retryMs) =>
      log.warn({ connector, code: (error as { code?: unknown }).code, failures, retryMs }, 'a poll for changes failed'),
  });

  // Without a store of the group's own: one that is thrown away with this process, as the secrets of its tokens are.
  const visitorStore = durable?.store ?? (await openStore(':memory:'));
  const directory = createCustomerDirectory(connectors);
  const remembered = createRemembering({
    store: visitorStore,
    append: durable ? (tx, drafts) => void durable.log.append(tx, drafts) : undefined,
    resident: loaded.visitors.resident,
    secrets: loaded.visitorSecrets,
    across: loaded.visitors.across ?? 'BRAND',
    given: loaded.profiles ?? null,
    issuers: loaded.jwt?.issuers ?? [],
    customers: directory,
    mailerOf: directory.mailerOf,
    unreachable: (issuer) => log.warn({ issuer }, 'the keys of an issuer of customers’ tokens are out of reach'),
    mailFailed: (error) => log.warn({ code: (error as { code?: unknown }).code }, 'a mail could not be sent'),
    now,
  });
  const unfollowProfiles = changes.follow(remembered);
  const behaviour = createBehaviour({
    store: visitorStore,
    profiles: remembered.profiles,
    config: loaded.events,
    tell: directory.learner((key) => sites.current().byKey(key)),
    failed: (error) => log.warn({ code: (error as { code?: unknown }).code }, 'events could not be dealt with'),
    now,
  });
  remembered.register.join(behaviour.data);

  const showing = createShowing({
    sites: () => sites.current(),
    profiles: remembered.views,
    register: remembered.register,
    arrivals: loaded.arrivals,
    exposed: options.exposed,
    now,
  });

  const operators =
    durable && edited && loaded.admin.enabled !== false
      ? createOperators({
          ...{ store: durable.store, log: durable.log, sites: edited, config: loaded.admin, connectors, health },
          ...{ secrets: loaded.visitorSecrets, remembered, directory, reconciling, now, maxAgeMs, watchedMs },
          aside: { ...keeping.aside, retry: ingest.retry },
          responses: () => remembering?.cache.responses.size() ?? null,
          relevance: showing.relevance,
          logger: log,
        })
      : null;
  const schema = createSchema();
  const lifecycle: Lifecycle = { draining: false };
  const app = await createApp({
    log,
    lifecycle,
    limits,
    routes,
    explain: loaded.explain,
    documents: loaded.documents,
    ownerOf: backends.owners.ownerOf,
    hotPath: options.hotPath,
    sites: () => sites.current(),
    playground: createPlayground(
      new URL('playground/dist/', packageRoot()),
      createPersonas({ ...{ loaded, audienceOf: remembered.audienceOf, now }, sites: () => sites.current() }),
    ),
    visitors: showing.around(
      createVisitors({
        secrets: loaded.visitorSecrets,
        profiles: remembered.views,
        customers: remembered.tokens,
        audienceOf: remembered.audienceOf,
        lifetimeMs: (loaded.visitors.tokenDays ?? 400) * 86_400_000,
        arrived: (visitorId) => visitorId !== null && app.streams?.refresh(visitorId),
        now,
      }),
    ),
    desk: remembered.desk,
    ...memoryOf(backends, remembering?.cache ?? null),
    unconfirmed: unconfirmed ?? undefined,
    consistency: createConsistency(changes, edited?.settled),
    ...operators?.app,
    exposed: showing.exposed,
    schema,
    streams: (parts) =>
      remembering
        ? createStreams({
            ...parts,
            schema,
            limits,
            sites: () => sites.current(),
            memory: memoryOf(backends, remembering.cache),
            unconfirmed: unconfirmed ?? undefined,
            cache: remembering.cache,
            log: changes,
            exposed: showing.exposed,
            report: (error) => log.warn({ err: error }, 'a stream could not be kept current'),
            now,
          })
        : createNoStreams(),
    deliveries: ingest,
    now,
  });

  // What is known of a visitor is another thing: what is streamed to them is looked at again.
  remembered.profiles.onChange((visitorId) => app.streams?.refresh(visitorId));

  function memoryOf(source: Backends, cache: Cache<ResponsePayload, Assignment> | null): Memory {
    return {
      openRequest: (request) => openRequest({ ...request, backends: source, track: behaviour.track }),
      responses: cache?.responses ?? null,
      recorder: (snapshot) => cache?.recorder(snapshot) ?? createRecorder(snapshot, now(), 0),
    };
  }

  const { owners } = backends;
  const webhooks = durable
    ? await startOutbound({
        ...{ durable, config: loaded.webhooks, connectors, owners, log, now },
        sites: () => sites.current(),
      })
    : null;

  async function close(): Promise<void> {
    lifecycle.draining = true;
    const told = webhooks?.close();
    if (app.server.listening) await Promise.all([sleep(noticeMs), app.transports.close(noticeMs)]);
    await app.close();
    await reconciling.close();
    await ingest.close();
    keeping.close();
    await told;
    await behaviour.close();
    unfollowProfiles();
    await remembered.close();
    await changes.close();
    if (!durable) await visitorStore.close();
    for (const connector of connectors.values()) {
      await connector.close?.().catch(() => log.warn({ connector: connector.name }, 'a connector did not close'));
    }
  }

  const listening = createListening(app);
  let closing: Promise<void> | undefined;
  return {
    app,
    reconciling,
    deliveriesAside: { ...keeping.aside, retry: ingest.retry },
    webhooks: () => webhooks?.counts() ?? null,
    outbox: remembered.outbox,
    profiles: remembered.profiles,
    behaviour,
    createKey: operators?.createKey ?? null,
    listen: listening.listen,
    get url() {
      return listening.url();
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
