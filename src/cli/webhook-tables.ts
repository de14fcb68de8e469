import type { SubscriptionStatus } from '../delivery/subscriptions.ts';
import type { DeliveryRow } from '../store/webhook-deliveries.ts';
import { formatTable } from './table.ts';

export function subscriptionTable(all: readonly SubscriptionStatus[]): string {
  const head = ['ID', 'URL', 'STATE', 'WHY', 'ONLY', 'WAITING', 'SINCE', 'DEAD', 'FAILING SINCE', 'SECRETS'];
  const rows = all.map((one) => [
    one.id,
    one.url,
    one.state.toLowerCase(),
    one.reason?.toLowerCase() ?? '',
    [...(one.kinds ?? []), ...(one.sites ?? []), ...(one.tags ?? [])].join(','),
    String(one.waiting),
    timeOf(one.waitingSince),
    String(one.dead),
    timeOf(one.failingSince),
    one.secrets === null ? 'configured' : String(one.secrets),
  ]);
  return formatTable([head, ...rows]);
}

export function deadTable(letters: readonly DeliveryRow[]): string {
  const head = ['NUMBER', 'SUBSCRIPTION', 'TYPE', 'SUBJECT', 'TRIES', 'LAST', 'ERROR'];
  const rows = letters.map((one) => [
    String(one.id),
    one.subscription,
    one.type,
    one.subject ?? '',
    String(one.attempts),
    timeOf(one.last_at),
    one.last_error ?? '',
  ]);
  return formatTable([head, ...rows]);
}

function timeOf(ms: number | null): string {
  return ms === null ? '' : new Date(ms).toISOString();
}
