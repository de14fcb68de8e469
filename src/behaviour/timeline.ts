import type { Channel } from '../context/channel.ts';
import type { EventName, EventProperties, LoggedEvent } from './event.ts';

/** Something between a person and us, whoever has the record of it. */
export interface Contact {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `EVENT`: seen by ourselves. `ORDER` and `CONTACT`: told by a backend. */
  readonly kind: 'EVENT' | 'ORDER' | 'CONTACT';
  /** Who has the record: `etalage`, or the name of a connector. */
  readonly source: string;
  /** The event's name; for others a word of the backend's: `PHONE`, `RETURN`. */
  readonly what: EventName | string;
  readonly site: string | null;
  readonly channel: Channel | null;
  /** Of an event what it says; of others what the backend wants customer service to read. */
  readonly details: EventProperties | Readonly<Record<string, unknown>>;
}

/** What a CRM or a shop knows of a customer besides who they are. */
export interface ToldContacts {
  readonly source: string;
  readonly contacts: readonly Omit<Contact, 'source'>[];
}

export interface TimelinePage {
  readonly contacts: readonly Contact[];
  /** What to ask the next page with; null on the last one. */
  readonly before: number | null;
}

/**
 * All contacts with one person in one list, the newest first. An order that both we and a backend have is shown once, as
 * the backend has it.
 *
 * @param window at most `first` of those before a moment; contacts of one moment are never cut apart.
 */
export function timelineOf(
  events: readonly LoggedEvent[],
  told: readonly ToldContacts[],
  window: { readonly first: number; readonly before?: number | null },
): TimelinePage {
  const orders = new Set(
    told.flatMap(({ contacts }) =>
      contacts.flatMap(({ kind, details }) => (kind === 'ORDER' ? [details.orderId] : [])),
    ),
  );
  const own = events
    .filter(({ name, properties }) => name !== 'ORDER_COMPLETED' || !orders.has(properties.orderId))
    .map(
      ({ at, name, site, channel, properties }): Contact => ({
        ...{ at, kind: 'EVENT', source: 'etalage', what: name, site, channel, details: properties },
      }),
    );
  const others = told.flatMap(({ source, contacts }) => contacts.map((contact): Contact => ({ source, ...contact })));
  const all = [...own, ...others]
    .filter(({ at }) => at < (window.before ?? Number.POSITIVE_INFINITY))
    .sort((one, other) => other.at - one.at);
  const last = all[window.first - 1];
  const contacts = last ? all.filter(({ at }, nth) => nth < window.first || at === last.at) : all;
  return { contacts, before: contacts.length < all.length ? (contacts.at(-1)?.at ?? null) : null };
}
