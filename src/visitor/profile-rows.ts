import type { ProfileTable } from '../store/tables.ts';
import type { ProfileState } from './store-port.ts';

export function toState(row: ProfileTable): ProfileState {
  return Object.freeze({
    visitorId: row.visitor_id,
    version: row.version,
    priceGroup: row.price_group,
    recognition: row.recognition,
    consents: JSON.parse(row.consents),
    explicit: JSON.parse(row.explicit),
    implicit: JSON.parse(row.implicit),
    customerKey: row.customer_key,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  });
}

export function toRow(state: ProfileState): ProfileTable {
  return {
    visitor_id: state.visitorId,
    version: state.version,
    price_group: state.priceGroup,
    recognition: state.recognition,
    consents: JSON.stringify(state.consents),
    explicit: JSON.stringify(state.explicit),
    implicit: JSON.stringify(state.implicit),
    customer_key: state.customerKey,
    created_at: state.createdAt,
    seen_at: state.seenAt,
  };
}
