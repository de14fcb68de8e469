/**
 * A Vendure plugin that lets the Shop API find products by SKU, and tells Etalage what changed. It runs inside Vendure,
 * which is not among our dependencies: the project hands its `@vendure/core` in, so that there is one copy of it.
 *
 *     import * as vendure from '@vendure/core';
 *     plugins: [etalagePlugin(vendure, { changes: { url, secret } })]
 *
 * Each event becomes a job in the same database transaction as the change itself: a rollback takes it back, a crash does
 * not lose it. Jobs deliver it, signed by the Standard Webhooks specification (standardwebhooks.com), and try again.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import { type ChangeDraft, describers, type Id, type VendureEvent, type VendureEvents } from './plugin-events.ts';
import { type QueryBuilder, withReach } from './plugin-reach.ts';

export interface ChangesOptions {
  /** Where Etalage takes this connector's changes: an absolute URL. */
  readonly url: string;
  /** Shared with Etalage: base64 after an optional `whsec_`, 24 bytes or more. */
  readonly secret: string;
  /** Deliveries tried again before a change is given up; the job queue says how long to wait between them. Default 600. */
  readonly retries?: number;
}

export interface EtalagePluginOptions {
  /** Without it nothing is sent. */
  readonly changes?: ChangesOptions;
}

/** The body of one delivery: which kind of thing changed and how to find it in the Shop API; no personal data. */
export interface VendureChange {
  /** Unique per event and equal in all deliveries of it; also the header `webhook-id`. */
  readonly id: string;
  /** ISO 8601: when it happened. */
  readonly at: string;
  readonly entity: ChangeDraft['entity'];
  readonly action: ChangeDraft['action'];
  /** Of the entity itself, as the Shop API writes them. */
  readonly ids: readonly string[];
  /** Products that it belongs to. */
  readonly productIds: readonly string[];
  /** Variants that it belongs to: the key of prices and stock. */
  readonly skus: readonly string[];
  /** Slugs of a product or collection, in the languages that the event names: often not all. Find things by their ids. */
  readonly handles: readonly string[];
  /** ISO 8601: the entity's version; null where Vendure keeps none. */
  readonly updatedAt: string | null;
}

/** What is used of `@vendure/core`. Classes are looked up by identity, so they are opaque here. */
export interface VendureCore extends VendureEvents {
  PluginCommonModule: unknown;
  VendurePlugin(metadata: object): (target: new () => object) => void;
  EventBus: unknown;
  JobQueueService: unknown;
  TransactionalConnection: unknown;
  ConfigService: unknown;
  Product: unknown;
  ProductVariant: unknown;
}

interface EventBus {
  registerBlockingEventHandler(handler: {
    event: unknown;
    id: string;
    handler: (event: VendureEvent) => Promise<void>;
  }): void;
}
interface Job {
  readonly id: string;
  readonly at: string;
  readonly draft: ChangeDraft;
}
interface JobQueueService {
  createQueue(options: { name: string; process: (job: { data: Job }) => Promise<void> }): Promise<{
    add(data: Job, options: { retries: number; ctx: unknown }): Promise<unknown>;
  }>;
}
interface Repository<Row> {
  createQueryBuilder(alias: string): QueryBuilder<Row>;
}
interface Connection {
  rawConnection: { getRepository<Row>(entity: unknown): Repository<Row> };
  /** Within the transaction of the request. */
  getRepository<Row>(ctx: unknown, entity: unknown): Repository<Row>;
}
interface IdStrategy {
  encodeId(id: string | number): string;
}
interface ConfigService {
  entityOptions: { entityIdStrategy?: IdStrategy };
  entityIdStrategy: IdStrategy;
}

/** Ids in one delivery: a collection's filter may move 50,000 variants at once, a tax rate concerns all. */
const idsPerEvent = 500;

/**
 * Vendure's product list already filters by SKU in its Admin API; this lets the Shop API ask for it too. It is no
 * `extend`: Vendure adds the fields of its own to the type afterwards, as it does in its Admin API.
 */
const skuFilter = parse('input ProductFilterParameter { sku: StringOperators }');

/**
 * The plugin, for `plugins` of a VendureConfig.
 *
 * @throws {TypeError} when the URL of `changes` is not one, or its secret too short.
 */
export function etalagePlugin(vendure: VendureCore, { changes }: EtalagePluginOptions = {}): new () => object {
  class EtalagePlugin {}
  vendure.VendurePlugin({
    imports: [vendure.PluginCommonModule],
    compatibility: '^3.0.0',
    shopApiExtensions: { schema: skuFilter },
    providers: changes
      ? [
          {
            provide: 'etalage-changes',
            inject: [vendure.EventBus, vendure.JobQueueService, vendure.TransactionalConnection, vendure.ConfigService],
            useFactory: sendChanges(vendure, changes),
          },
        ]
      : [],
  })(EtalagePlugin);
  return EtalagePlugin;
}

function sendChanges(vendure: VendureCore, { url: target, secret, retries = 600 }: ChangesOptions) {
  const url = new URL(target);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length < 24)
    throw new TypeError(`etalagePlugin: secret must be base64 of 24 bytes or more, got ${key.length}`);

  return async (bus: EventBus, jobs: JobQueueService, connection: Connection, config: ConfigService) => {
    // Vendure keeps a strategy of the older setting apart from that of the newer one.
    const strategy = config.entityOptions.entityIdStrategy ?? config.entityIdStrategy;
    const encode = (id: string | number) => strategy.encodeId(id);

    const queue = await jobs.createQueue({
      name: 'etalage-changes',
      async process({ data: { id, at, draft } }) {
        const variants = await readVariants(vendure, connection, draft);
        const { entity, action, ids, handles, updatedAt } = draft;
        const productIds = [...draft.productIds, ...variants.map(({ productId }) => productId)].map(encode);
        const change: VendureChange = {
          ...{ id, at, entity, action, ids: ids.map(encode) },
          productIds: [...new Set(productIds)],
          skus: variants.map(({ sku }) => sku),
          ...{ handles, updatedAt },
        };
        await deliver(url, key, id, JSON.stringify(change));
      },
    });

    for (const [event, describe] of describers(vendure))
      bus.registerBlockingEventHandler({
        event,
        id: 'etalage-changes',
        async handler(happened) {
          const at = happened.createdAt.toISOString();
          const whole = await withReach(describe(happened), (entity) =>
            connection.getRepository<{ id: Id }>(happened.ctx, vendure[entity]).createQueryBuilder('row'),
          );
          for (const draft of split(whole))
            await queue.add({ id: `vendure_${randomUUID()}`, at, draft }, { retries, ctx: happened.ctx });
        },
      });
    return {};
  };
}

async function readVariants(
  vendure: VendureCore,
  { rawConnection }: Connection,
  { variantIds, priceIds }: ChangeDraft,
) {
  if (variantIds.length + priceIds.length === 0) return [];
  const variants = rawConnection
    .getRepository<{ sku: string; productId: Id }>(vendure.ProductVariant)
    .createQueryBuilder('variant')
    .select(['variant.id', 'variant.sku', 'variant.productId']);
  return priceIds.length > 0
    ? variants
        .innerJoin('variant.productVariantPrices', 'price')
        .where('price.id IN (:...priceIds)', { priceIds })
        .getMany()
    : variants.where('variant.id IN (:...variantIds)', { variantIds }).getMany();
}

function* split(draft: ChangeDraft): Generator<ChangeDraft> {
  const { productIds, variantIds } = draft;
  const count = Math.max(productIds.length, variantIds.length, 1);
  for (let from = 0; from < count; from += idsPerEvent) {
    const to = from + idsPerEvent;
    yield { ...draft, productIds: productIds.slice(from, to), variantIds: variantIds.slice(from, to) };
  }
}

async function deliver(url: URL, key: Buffer, id: string, body: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`Etalage answered ${response.status} to change ${id}`);
}
