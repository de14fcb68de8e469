import type { Change } from '../contract/changes.ts';
import type { SubscriptionRow } from '../store/webhook-subscriptions.ts';

/** Who is told of what. */
export interface Subscription {
  readonly id: string;
  readonly origin: SubscriptionRow['origin'];
  readonly url: string;
  /** The newest first. */
  readonly secrets: readonly string[];
  /** Null for all, here and below. */
  readonly kinds: readonly string[] | null;
  readonly sites: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly state: SubscriptionRow['state'];
  readonly reason: string | null;
  /** Told of what comes after this position of the log. */
  readonly since: number;
  readonly failures: number;
  readonly failingSince: number | null;
  readonly holdUntil: number | null;
  readonly createdAt: number;
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    ...{ id: row.id, origin: row.origin, url: row.url, state: row.state, reason: row.reason, since: row.since },
    secrets: JSON.parse(row.secrets),
    kinds: namesOf(row.kinds),
    sites: namesOf(row.sites),
    tags: namesOf(row.tags),
    failures: row.failures,
    failingSince: row.failing_since,
    holdUntil: row.hold_until,
    createdAt: row.created_at,
  };
}

/** Whether a subscription wants to hear of a change that moves these tags. */
export function wants({ kinds, sites, tags, since }: Subscription, change: Change, moved: readonly string[]): boolean {
  return (
    change.position > since &&
    (kinds === null || kinds.includes(change.kind)) &&
    (sites === null || change.sites === null || change.sites.some((site) => sites.includes(site))) &&
    (tags === null || tags.some((wanted) => moved.some((tag) => isTag(wanted, tag))))
  );
}

/** Which of the sites of a change a subscription is told: it need not know of others. Null for all. */
export function sitesFor({ sites }: Subscription, change: Change): readonly string[] | null {
  if (sites === null) return change.sites;
  return change.sites === null ? sites : change.sites.filter((site) => sites.includes(site));
}

function isTag(wanted: string, tag: string): boolean {
  return wanted.endsWith('*') ? tag.startsWith(wanted.slice(0, -1)) : tag === wanted;
}

function namesOf(text: string | null): readonly string[] | null {
  return text === null ? null : JSON.parse(text);
}
