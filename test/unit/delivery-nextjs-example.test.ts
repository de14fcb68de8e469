import { describe, expect, it } from 'vitest';
import { everything, readEvent, staleTags } from '../../examples/nextjs-revalidate/etalage-webhook.ts';
import { bodyOf, planChange, planGap, planTest, sourceOf } from '../../src/delivery/events.ts';
import { createSecret, signedHeaders } from '../../src/delivery/signature.ts';
import type { Subscription } from '../../src/delivery/subscription.ts';
import type { DeliveryRow, PlannedRow } from '../../src/store/webhook-deliveries.ts';

const logId = '0b1f6d0e-0000-4000-8000-000000000000';
const next = { id: 'next', sites: null } as Subscription;
const change = {
  ...{ position: 7, id: 'delivery-1', at: 1_000, source: 'shop', kind: 'price', key: 'NW-1', facets: null },
  ...{ version: null, sites: null },
};
const [current, old] = [createSecret(), createSecret()];

function received(row: PlannedRow, secrets: readonly string[], verifyWith: readonly string[]) {
  const body = bodyOf(sourceOf(logId), row as Omit<DeliveryRow, 'id'>);
  return readEvent(body, new Headers(signedHeaders(secrets, row.event, Date.now(), body)), verifyWith);
}

describe('unit: the receiver of examples/nextjs-revalidate', () => {
  const changed = (complete: boolean) => planChange(logId, next, change, { tags: ['price.nw-101'], complete }, 0);

  it('takes what either secret has signed, and refuses the rest', () => {
    expect(received(changed(true), [current, old], [old]).type).toBe('etalage.price.changed');
    expect(received(changed(true), [current], [old, current]).type).toBe('etalage.price.changed');
    expect(() => received(changed(true), [current], [old])).toThrow('No matching signature');
    expect(() => received(changed(true), [current], [])).toThrow('ETALAGE_WEBHOOK_SECRETS');
  });

  it('revalidates what the event names, and everything where that cannot be said', () => {
    const tagsOf = (row: PlannedRow) => staleTags(received(row, [current], [current]));
    expect(tagsOf(changed(true))).toEqual(['price.nw-101']);
    expect(tagsOf(changed(false))).toEqual(['price.nw-101', everything]);
    expect(tagsOf(planGap(logId, 'next', { reason: 'TRIMMED', position: 9 }, 0))).toEqual([everything]);
    expect(tagsOf(planTest(logId, 'next', 9, 0))).toEqual([]);
  });
});
