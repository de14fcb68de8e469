import type { Channel } from '../context/channel.ts';
import type { EventRow } from '../store/events.ts';
import type { EventName, LoggedEvent, TrackedEvent } from './event.ts';

/** An event of a visitor who allows it to be kept, as its row. `used`: who allows traits to be computed from it too. */
export function toRow(event: TrackedEvent, visitorId: string, used: boolean, now: number): Omit<EventRow, 'position'> {
  const { properties, ...rest } = event;
  return {
    ...rest,
    visitor_id: visitorId,
    received_at: now,
    properties: JSON.stringify(properties),
    used: used ? 1 : 0,
  };
}

/** A row, which was found right before it was written. */
export function toLogged(row: EventRow): LoggedEvent {
  const { position, id, at, site } = row;
  return {
    ...{ position, id, at, site },
    visitorId: row.visitor_id,
    name: row.name as EventName,
    channel: row.channel as Channel,
    properties: JSON.parse(row.properties),
  };
}

/** The UTC day of a moment: `2026-11-22`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
