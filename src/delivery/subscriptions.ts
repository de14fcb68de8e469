/** What an operator, or the configuration, does with subscriptions. Every change is one transaction. */
import { readWebhookSecret, type WebhookSubscription, webhookId, wrongUrl } from '../config/webhooks.ts';
import { EtalageError } from '../contract/errors.ts';
import { readState } from '../store/change-log.ts';
import { type Reads, readsOf } from '../store/reads.ts';
import type { Store, Tx } from '../store/store.ts';
import {
  countDeliveries,
  type DeliveryRow,
  insertDeliveries,
  readDead,
  readDelivery,
  readDeliveryOf,
  replayDeliveries,
  restartDeliveries,
} from '../store/webhook-deliveries.ts';
import {
  deleteSubscription,
  insertSubscription,
  readSubscription,
  readSubscriptions,
  updateSubscription,
} from '../store/webhook-subscriptions.ts';
import { planGap, planTest } from './events.ts';
import { createSecret } from './signature.ts';
import { type Subscription, toSubscription } from './subscription.ts';

/** A subscription as it is listed. */
export interface SubscriptionStatus extends Omit<Subscription, 'secrets'> {
  /** How many secrets sign; of those in the configuration nothing is known here: null. */
  readonly secrets: number | null;
  readonly waiting: number;
  /** Milliseconds since the epoch; null when nothing waits. */
  readonly waitingSince: number | null;
  readonly delivered: number;
  readonly dead: number;
}

export type SubscriptionErrorCode =
  | 'WEBHOOK_INVALID'
  | 'WEBHOOK_EXISTS'
  | 'WEBHOOK_UNKNOWN'
  /** It is written in the configuration, and can be changed only there. */
  | 'WEBHOOK_CONFIGURED'
  | 'WEBHOOK_NOT_ACTIVE';

function refuse(code: SubscriptionErrorCode, message: string): never {
  throw new EtalageError(code, message);
}

export async function listSubscriptions(db: Reads): Promise<readonly SubscriptionStatus[]> {
  const counts = await countDeliveries(db);
  return (await readSubscriptions(db)).map(toSubscription).map(({ secrets, ...rest }) => {
    const of = (state: DeliveryRow['state']) =>
      counts.find((row) => row.subscription === rest.id && row.state === state);
    return {
      ...rest,
      secrets: rest.origin === 'CONFIG' ? null : secrets.length,
      waiting: of('WAITING')?.count ?? 0,
      waitingSince: of('WAITING')?.oldest ?? null,
      delivered: of('DELIVERED')?.count ?? 0,
      dead: of('DEAD')?.count ?? 0,
    };
  });
}

/**
 * Adds a subscription, which is told of every change from now on.
 *
 * @returns the secret that signs: the given one, or a new one. @throws {EtalageError} WEBHOOK_INVALID, WEBHOOK_EXISTS.
 */
export async function addSubscription(
  store: Store,
  id: string,
  terms: Omit<WebhookSubscription, 'secrets'> & { readonly secret?: string },
): Promise<string> {
  const { url, secret = createSecret() } = terms;
  if (!webhookId.test(id)) refuse('WEBHOOK_INVALID', `expected an id that matches ${webhookId.source}, found ${id}`);
  const wrong = wrongUrl(url);
  if (wrong) refuse('WEBHOOK_INVALID', `expected ${wrong}`);
  if (readWebhookSecret(secret) === null) refuse('WEBHOOK_INVALID', 'expected a secret of base64 of 24 to 64 bytes');
  const row = { id, origin: 'STORE', url, secrets: JSON.stringify([secret]), ...filterOf(terms) } as const;
  await store.transaction(async (tx) => {
    if (!(await insertSubscription(tx, row, await headOf(tx), Date.now())))
      refuse('WEBHOOK_EXISTS', `there is a subscription ${id} already`);
  });
  return secret;
}

/** Removes one with all that it was still to be told. @throws {EtalageError} WEBHOOK_UNKNOWN, WEBHOOK_CONFIGURED. */
export async function removeSubscription(store: Store, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    refuseConfigured(await require(tx, id));
    await deleteSubscription(tx, id);
  });
}

/** Sends nothing more for now; what it is to be told is kept. @throws {EtalageError} WEBHOOK_UNKNOWN. */
export async function pauseSubscription(store: Store, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    await require(tx, id);
    await updateSubscription(tx, id, { state: 'PAUSED', reason: 'OPERATOR' });
  });
}

/**
 * Sends again. One that was disabled, and so was not told of what happened meanwhile, is told of a gap.
 *
 * @throws {EtalageError} WEBHOOK_UNKNOWN.
 */
export async function resumeSubscription(store: Store, id: string): Promise<void> {
  await store.transaction(async (tx) => resume(tx, await require(tx, id)));
}

async function resume(tx: Tx, { id, state }: Subscription): Promise<void> {
  if (state === 'DISABLED') {
    const { logId, head } = await readState(readsOf(tx.db));
    const now = Date.now();
    await insertDeliveries(tx, [planGap(logId, id, { reason: 'DISABLED', position: head }, now)], now);
  }
  await restartDeliveries(tx, id, Date.now());
  const healthy = { failures: 0, failing_since: null, hold_until: null };
  await updateSubscription(tx, id, { state: 'ACTIVE', reason: null, ...healthy });
}

/**
 * Has a new secret sign beside the one of now, so that the receiver can be given it without missing anything; `finish` ends
 * the old one.
 *
 * @returns the newest secret. @throws {EtalageError} WEBHOOK_UNKNOWN, WEBHOOK_CONFIGURED.
 */
export async function rotateSecret(store: Store, id: string, finish: boolean): Promise<string> {
  return store.transaction(async (tx) => {
    const subscription = await require(tx, id);
    refuseConfigured(subscription);
    const [newest = createSecret()] = subscription.secrets;
    const secrets = finish ? [newest] : [createSecret(), newest];
    await updateSubscription(tx, id, { secrets: JSON.stringify(secrets) });
    return secrets[0] ?? newest;
  });
}

/** Has an event `etalage.test` sent. @returns its id. @throws {EtalageError} WEBHOOK_UNKNOWN, WEBHOOK_NOT_ACTIVE. */
export async function sendTest(store: Store, id: string): Promise<string> {
  return store.transaction(async (tx) => {
    const { state } = await require(tx, id);
    if (state !== 'ACTIVE') refuse('WEBHOOK_NOT_ACTIVE', `${id} is ${state.toLowerCase()}, so nothing is sent`);
    const { logId, head } = await readState(readsOf(tx.db));
    const row = planTest(logId, id, head, Date.now());
    await insertDeliveries(tx, [row], Date.now());
    return row.event;
  });
}

/** What became of an event. Null when it is not kept. */
export const findDelivery = (db: Reads, event: string) => readDeliveryOf(db, event);

/** Dead letters, newest first: of one subscription, or of all. */
export const listDead = (db: Reads, id: string | null, first: number) => readDead(db, id, first);

export const findDead = (db: Reads, delivery: number) => readDelivery(db, delivery);

/** Has dead letters sent again, under the ids that they had. @returns how many. */
export async function replayDead(store: Store, which: { subscription: string } | { id: number }): Promise<number> {
  return store.transaction(async (tx) => {
    if ('subscription' in which) await require(tx, which.subscription);
    return replayDeliveries(tx, which, Date.now());
  });
}

/** Makes the store's subscriptions of the configuration those of this one; secrets stay out of the store. */
export async function adoptConfigured(
  store: Store,
  configured: Readonly<Record<string, WebhookSubscription>>,
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const row of await readSubscriptions(readsOf(tx.db)))
      if (row.origin === 'CONFIG' && !(row.id in configured)) await deleteSubscription(tx, row.id);
    for (const [id, terms] of Object.entries(configured)) {
      const row = { id, origin: 'CONFIG', url: terms.url, secrets: '[]', ...filterOf(terms) } as const;
      if (await insertSubscription(tx, row, await headOf(tx), Date.now())) continue;
      const before = await require(tx, id);
      if (before.origin !== 'CONFIG')
        refuse(
          'WEBHOOK_EXISTS',
          `webhooks.subscriptions.${id}: the store has a subscription of this id; remove that one`,
        );
      await updateSubscription(tx, id, { url: row.url, kinds: row.kinds, sites: row.sites, tags: row.tags });
      // Its receiver had said that it is gone; this is another one.
      if (before.reason === 'GONE' && before.url !== terms.url) await resume(tx, before);
    }
  });
}

async function require(tx: Tx, id: string): Promise<Subscription> {
  const row = await readSubscription(readsOf(tx.db), id);
  return row ? toSubscription(row) : refuse('WEBHOOK_UNKNOWN', `there is no subscription ${id}`);
}

function refuseConfigured({ id, origin }: Subscription): void {
  if (origin === 'CONFIG') refuse('WEBHOOK_CONFIGURED', `${id} is written in the configuration: change it there`);
}

async function headOf(tx: Tx): Promise<number> {
  return (await readState(readsOf(tx.db))).head;
}

function filterOf({ kinds, sites, tags }: Pick<WebhookSubscription, 'kinds' | 'sites' | 'tags'>) {
  const text = (names: readonly string[] | undefined) => (names === undefined ? null : JSON.stringify(names));
  return { kinds: text(kinds), sites: text(sites), tags: text(tags) };
}
