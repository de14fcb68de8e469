import type { Site } from '../config/site.ts';
import type { PageRecord, SlotRecord } from '../contract/records.ts';
import { remembered } from '../loaders/remembered.ts';

type WithSlots = Pick<Site, 'slots'>;

/** What the site itself has, as if it were a source of content. */
const ownSlots = remembered(
  ({ slots }: WithSlots): ReadonlyMap<string, SlotRecord> =>
    new Map(Object.entries(slots).map(([key, { variants }]) => [key, { key, variants }])),
);

/** What is merged with each of a site's own slots. */
const mergedWith = remembered((_: SlotRecord) => new WeakMap<SlotRecord, SlotRecord>());

/**
 * A slot with what the site itself has for it: in front of what its source has where priorities are equal. Null where
 * neither has anything. The same object for the same two.
 */
export function slotOn(site: WithSlots, key: string, found: SlotRecord | null): SlotRecord | null {
  const own = ownSlots(site).get(key);
  if (!own || !found) return own ?? found;
  const merged = mergedWith(own);
  const known = merged.get(found);
  if (known) return known;
  const both = { key, variants: [...own.variants, ...found.variants] };
  merged.set(found, both);
  return both;
}

/** The slots of a page, and behind them those that the site itself puts there. */
export function slotsOfPage(site: WithSlots, { path, sections }: PageRecord): readonly SlotRecord[] {
  const own = ownSlots(site);
  if (own.size === 0) return sections;
  const put = Object.entries(site.slots).flatMap(([key, { page }]) => (page === path ? [key] : []));
  const keys = new Set([...sections.map(({ key }) => key), ...put]);
  return [...keys].flatMap((key) => slotOn(site, key, sections.find((section) => section.key === key) ?? null) ?? []);
}

/** A place that holds several, as places that hold one each: the highest priority first. */
export const placesOf = remembered(({ key, variants }: SlotRecord): readonly SlotRecord[] =>
  variants.toSorted((a, b) => b.priority - a.priority).map((variant) => ({ key, variants: [variant] })),
);
