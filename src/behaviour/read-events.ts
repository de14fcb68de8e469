import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import { EtalageError } from '../contract/errors.ts';
import { aheadOf, placeInTime } from './clock.ts';
import { type EventName, eventNames, type TrackedEvent } from './event.ts';
import { findExposure } from './exposures.ts';
import { isPersonal, type Refused, refuse } from './hostile.ts';
import { shapeProperties } from './shapes.ts';

/** As a client sends it. */
export interface GivenEvent {
  readonly id: string;
  readonly name: string;
  /** ISO 8601; absent: now. */
  readonly at?: string | null | undefined;
  readonly properties?: unknown;
}

/** Why one event was not taken; the others of its call are. */
export interface RejectedEvent {
  readonly id: string;
  readonly code: RejectionCode;
  readonly message: string;
}

export type RejectionCode =
  | 'EVENT_ID_INVALID'
  | 'EVENT_UNKNOWN'
  | 'EVENT_IN_FUTURE'
  | 'EVENT_TOO_OLD'
  | 'PROPERTIES_INVALID'
  | 'PROPERTIES_TOO_LARGE'
  | 'PERSONAL_DATA'
  | 'EXPOSURE_UNKNOWN';

/** Where and when a call was received. */
export interface Reception {
  readonly site: Site;
  readonly channel: Channel;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ReadEvents {
  readonly events: readonly TrackedEvent[];
  readonly rejected: readonly RejectedEvent[];
}

export const mostEvents = 100;

const names: ReadonlySet<string> = new Set(eventNames);
const idForm = /^[\w.:~-]{1,64}$/;

const refusals: Readonly<Record<Refused, readonly [RejectionCode, string]>> = {
  TOO_LARGE: ['PROPERTIES_TOO_LARGE', 'properties: expected less, and less deep'],
  NOT_TEXT: ['PROPERTIES_INVALID', 'properties: expected text without control characters'],
  PERSONAL_DATA: ['PERSONAL_DATA', 'properties: expected no e-mail address and no telephone number'],
};

/**
 * Reads the events of one call, each on its own: one that is wrong is rejected, with a message that says where and what
 * was expected, and never what was found.
 *
 * @throws {EtalageError} TOO_MANY_EVENTS for a call with more than a hundred.
 */
export function readEvents(given: readonly GivenEvent[], reception: Reception): ReadEvents {
  if (given.length > mostEvents)
    throw new EtalageError('TOO_MANY_EVENTS', `events: expected at most ${mostEvents} a call, got ${given.length}`, {
      expose: true,
    });
  const times = given.flatMap(({ at }) => (at ? [Date.parse(at)] : []));
  const ahead = aheadOf(times, reception.now);
  const events: TrackedEvent[] = [];
  const rejected: RejectedEvent[] = [];
  for (const one of given) {
    const read = readEvent(one, ahead, reception);
    if ('code' in read) rejected.push({ id: one.id.slice(0, 64), ...read });
    else events.push(read);
  }
  return { events, rejected };
}

type Rejection = Omit<RejectedEvent, 'id'>;
const reject = (code: RejectionCode, message: string): Rejection => ({ code, message });

function readEvent(given: GivenEvent, ahead: number, { site, channel, now }: Reception): TrackedEvent | Rejection {
  const { id } = given;
  if (!idForm.test(id) || isPersonal(id))
    return reject('EVENT_ID_INVALID', 'id: expected 1 to 64 letters, digits or any of _ . : ~ -');
  const name = toName(given.name);
  if (!name) return reject('EVENT_UNKNOWN', 'name: expected one of the declared events, such as PRODUCT_VIEWED');
  const at = given.at ? placeInTime(Date.parse(given.at), ahead, now) : now;
  if (at === 'IN_FUTURE') return reject('EVENT_IN_FUTURE', 'at: expected a moment that has been');
  if (at === 'TOO_OLD') return reject('EVENT_TOO_OLD', 'at: expected a moment of the last seven days');
  const properties = given.properties ?? {};
  if (typeof properties !== 'object' || Array.isArray(properties))
    return reject('PROPERTIES_INVALID', 'properties: expected an object');
  const refused = refuse(properties);
  if (refused) return reject(...refusals[refused]);
  const shaped = shapeProperties(name, properties as Readonly<Record<string, unknown>>, site.currency);
  if ('problem' in shaped) {
    const { path, expected } = shaped.problem;
    return reject('PROPERTIES_INVALID', `properties${path && `.${path}`}: expected ${expected}`);
  }
  const event = { id, name, at, site: site.key, channel, properties: shaped.properties };
  if (name !== 'DECISION_EXPOSED') return event;
  const known = findExposure(site, shaped.properties.exposure ?? '');
  if (!known) return reject('EXPOSURE_UNKNOWN', 'properties.exposure: expected what an answer of this site told');
  return { ...event, properties: { ...shaped.properties, ...known } };
}

/** `PRODUCT_VIEWED`, also as Segment writes it: `Product Viewed`. */
function toName(given: string): EventName | null {
  const name = given.length > 40 ? '' : given.trim().toUpperCase().replaceAll(' ', '_');
  return names.has(name) ? (name as EventName) : null;
}
