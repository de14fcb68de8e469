import type { ChangeDraft, Delivery } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import { ConnectorError, EtalageError } from '../contract/errors.ts';
import type { Aside } from './aside.ts';
import { checkDraft } from './draft.ts';
import { toLoggedKey } from './logged-key.ts';

/** What a source reported, apart: what the log takes, and what it refuses, with the reason. */
export interface Sifted {
  readonly sound: readonly ChangeDraft[];
  readonly refused: readonly { readonly draft: unknown; readonly reason: string }[];
}

/** Finds the drafts that the log would refuse, so that they do not take the others with them. */
export function siftDrafts(source: string, drafts: readonly ChangeDraft[]): Sifted {
  const sound: ChangeDraft[] = [];
  const refused: { draft: unknown; reason: string }[] = [];
  for (const draft of drafts) {
    const reason = whyRefused(source, draft);
    if (reason === null) sound.push(draft);
    else refused.push({ draft, reason });
  }
  return { sound, refused };
}

function whyRefused(source: string, draft: ChangeDraft): string | null {
  // Plain JavaScript may hand in anything.
  if (typeof draft?.key !== 'string') return `a change of source ${source}: expected key to be a text`;
  try {
    checkDraft({ ...draft, key: toLoggedKey(draft.key), source });
    return null;
  } catch (error) {
    if (error instanceof EtalageError && error.code === 'CHANGE_INVALID') return error.message;
    return `a change of source ${source} has a field of the wrong type`;
  }
}

export interface Read {
  readonly drafts: readonly ChangeDraft[];
  /** Why the delivery is to be kept aside; null when all of it was understood. */
  readonly poison: string | null;
}

/**
 * Has a connector read a delivery. What it cannot understand, or the log would refuse, is poison.
 *
 * @throws {ConnectorError} CONNECTOR_DENIED, and whatever else the connector throws that is not about the delivery.
 */
export async function readDelivery({ name, changes }: Connector, delivery: Delivery): Promise<Read> {
  if (!changes?.parse) throw new EtalageError('CHANGES_NOT_READ', `${name} reads no deliveries`);
  let drafts: readonly ChangeDraft[];
  try {
    drafts = await changes.parse(delivery);
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'CONNECTOR_MALFORMED')
      return { drafts: [], poison: error.message };
    throw error;
  }
  const { sound, refused } = siftDrafts(name, drafts);
  const [first] = refused;
  return { drafts: sound, poison: first ? `${refused.length} of ${drafts.length} changes: ${first.reason}` : null };
}

/** The vendor's id of a delivery, by the names that vendors give it, for who looks for it there. */
export function idOf({ headers }: Delivery): string | null {
  const name = Object.keys(headers).find((one) =>
    /^(webhook|x-[a-z-]*(webhook|delivery|event|request)[a-z-]*)-id$/.test(one),
  );
  return (name && headers[name]) || null;
}

/**
 * Reads a delivery that was kept aside once more, as it came: after an upgrade of its connector. What it says now is logged,
 * and what was logged of it before is left out by its id. When all is understood it is let go of.
 *
 * @returns how many changes it told, and why it stays where it is, if it does.
 * @throws {EtalageError} ASIDE_UNKNOWN, ASIDE_NOT_A_DELIVERY, or the connector's own error.
 */
export async function retryAside(
  id: number,
  options: {
    readonly aside: Aside;
    readonly connectors: ReadonlyMap<string, Connector>;
    readonly record: (source: string, drafts: readonly ChangeDraft[]) => Promise<void>;
  },
): Promise<{ readonly changes: number; readonly poison: string | null }> {
  const { aside, connectors, record } = options;
  const entry = await aside.get(id);
  if (!entry) throw new EtalageError('ASIDE_UNKNOWN', `nothing is kept aside by the id ${id}`);
  const delivery = await aside.request(id);
  if (!delivery)
    throw new EtalageError(
      'ASIDE_NOT_A_DELIVERY',
      `${id} is part of what a poll or a subscription of ${entry.source} told, and cannot be read again: reconcile ${entry.source}, then drop it`,
    );
  const connector = connectors.get(entry.source);
  if (!connector) throw new EtalageError('CONNECTOR_UNKNOWN', `no connector is called ${entry.source} any more`);
  const { drafts, poison } = await readDelivery(connector, delivery);
  await record(entry.source, drafts);
  if (poison === null) await aside.remove(id);
  return { changes: drafts.length, poison };
}
