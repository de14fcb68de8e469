import type { Channel } from '../../context/channel.ts';
import type { LoggedEvent } from '../event.ts';
import { addDecayed, type Decayed, decayedAt } from './decay.ts';
import type { TraitSettings } from './settings.ts';
import { interestOf, itemsOf } from './signals.ts';

const sizesKept = 20;

/** Which size somebody chooses, and where they are met: implicit, and never mixed with what they said themselves. */
export interface Preferences {
  readonly sizes: Readonly<Record<string, Decayed>>;
  readonly channels: Readonly<Partial<Record<Channel, Decayed>>>;
}

export const noPreferences: Preferences = { sizes: {}, channels: {} };

/** A size counts when it is put in the cart or ordered: to look at one is no choice. */
export function foldPreferences(before: Preferences, event: LoggedEvent, settings: TraitSettings): Preferences {
  const { at, channel, name } = event;
  const { halfLifeMs } = settings;
  const channels = { ...before.channels, [channel]: addDecayed(before.channels[channel], 1, at, halfLifeMs) };
  const weight = interestOf[name] ?? 0;
  if (weight < 3) return { ...before, channels };
  const sizes = new Map(Object.entries(before.sizes));
  for (const { size } of itemsOf(event)) {
    if (size !== undefined) sizes.set(size, addDecayed(sizes.get(size), weight, at, halfLifeMs));
  }
  while (sizes.size > sizesKept) sizes.delete(weakest(sizes, at, halfLifeMs));
  return { channels, sizes: Object.fromEntries(sizes) };
}

/** The one with the highest decayed count, of equals the first by name; null without any. */
export function preferred<Name extends string>(
  counts: Readonly<Partial<Record<Name, Decayed>>>,
  now: number,
  { halfLifeMs }: TraitSettings,
): Name | null {
  const entries = Object.entries(counts) as [Name, Decayed][];
  const [best] = entries.sort(
    ([a, one], [b, other]) => decayedAt(other, now, halfLifeMs) - decayedAt(one, now, halfLifeMs) || (a < b ? -1 : 1),
  );
  return best?.[0] ?? null;
}

function weakest(counts: ReadonlyMap<string, Decayed>, now: number, halfLifeMs: number): string {
  const [[name] = ['']] = [...counts].sort(
    ([a, one], [b, other]) => decayedAt(one, now, halfLifeMs) - decayedAt(other, now, halfLifeMs) || (a < b ? 1 : -1),
  );
  return name;
}
