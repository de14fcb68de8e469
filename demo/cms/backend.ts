import { hash } from 'node:crypto';
import { createWire, type Wire } from '../backend.ts';
import { nearestLanguage } from '../catalogue/text.ts';
import { createFeed, type Feed } from '../feed.ts';
import type { World } from '../world.ts';
import { entriesOf } from './entries.ts';

/** A path within the storefront. */
export interface Link {
  readonly text: string;
  readonly path: string;
}

/** What an editor can place. Texts are in the entry's language; articles and assets are ids of the PIM and the DAM. */
export type Block =
  | { kind: 'hero'; heading: string; body: string; asset: string; link: Link | null }
  | { kind: 'banner'; text: string; tone: string; link: Link | null; ends: string | null }
  | { kind: 'story'; heading: string | null; text: string; asset: string | null; articles: readonly string[] }
  | { kind: 'rail'; heading: string; articles: readonly string[]; fill: 'POPULAR' | 'RECENT' | 'PERSONAL' | null }
  /** Over the page, after so many seconds. */
  | { kind: 'overlay'; text: string; link: Link | null; delay: number };

/** A named place with the blocks that may fill it. */
export interface Place {
  readonly name: string;
  readonly options: readonly {
    readonly id: string;
    readonly block: Block;
    readonly rank: number;
    readonly channels: readonly string[] | null;
    /** Keys of groups of visitors, any of which may see it; null for everybody. */
    readonly audiences: readonly string[] | null;
    /** The test that it is an arm of; the control is what those see who take no part. */
    readonly trial: { readonly name: string; readonly arm: string; readonly control: boolean } | null;
    /** By which it is counted how often one visitor saw it. */
    readonly cap: string | null;
    readonly from: string | null;
    readonly until: string | null;
  }[];
}

export interface Entry {
  readonly entryId: string;
  readonly contentType: 'page' | 'categoryTop' | 'productStory';
  readonly fields: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
}

/** A slot as asked for: by name, for a category or for an article. */
export interface PlaceQuery {
  readonly name: string;
  readonly category?: string;
  readonly article?: string;
}

/** The CMS: one space per brand; entries of content types, localised; places with options to choose from. */
export interface Cms {
  readonly wire: Wire;
  /** Entries that are online no longer, or as they are now. */
  readonly feed: Feed<{ readonly entries: readonly Entry[] }>;
  /** Where links lead for a site that names no storefront of its own. */
  readonly origin: string;
  pages(space: string, paths: readonly string[], locale: string): unknown;
  /** One answer per query, in order; null where nothing is placed. */
  places(space: string, queries: readonly PlaceQuery[], locale: string): unknown;
  /** All entries of a space that are online in a language, each with a word that is another one in each version of it. */
  entries(space: string, language: string): unknown;
  /** Publishes an entry: a new one, or a new version of one with the same id. @throws {RangeError} for an unknown space or language. */
  publish(space: string, language: string, entry: Entry): void;
  /** Takes an entry offline, by its id. */
  unpublish(space: string, language: string, entryId: string): void;
}

export function createCms(world: World): Cms {
  const feed = createFeed<{ readonly entries: readonly Entry[] }>();
  const shelves = new Map<string, Map<string, Entry>>();

  function shelf(space: string, language: string): Map<string, Entry> | undefined {
    const catalogue = world.catalogue(space);
    if (!catalogue) return undefined;
    const key = `${space} ${nearestLanguage(catalogue.brand, language)}`;
    let entries = shelves.get(key);
    if (!entries) {
      const made = entriesOf(world, catalogue, nearestLanguage(catalogue.brand, language));
      entries = new Map(made.map((entry) => [entry.entryId, entry]));
      shelves.set(key, entries);
    }
    return entries;
  }

  function shelfFor(space: string, language: string): Map<string, Entry> {
    const known = Object.hasOwn(world.catalogue(space)?.brand.copy ?? {}, language);
    const entries = known ? shelf(space, language) : undefined;
    if (!entries) throw new RangeError(`the CMS has no space ${space} in language ${language}`);
    return entries;
  }

  return {
    wire: createWire(),
    feed,
    origin: world.origin,
    pages(space, paths, locale) {
      const entries = [...(shelf(space, locale)?.values() ?? [])];
      return {
        entries: entries.filter(
          ({ contentType, fields }) => contentType === 'page' && paths.includes(fields.path as string),
        ),
      };
    },
    places(space, queries, locale) {
      const entries = [...(shelf(space, locale)?.values() ?? [])];
      const catalogue = world.catalogue(space);
      return {
        places: queries.map(({ name, category, article }) => {
          const subject = category ?? (article && catalogue?.byId(article)?.category.key);
          if (subject === undefined) return null;
          const contentType = article === undefined ? 'categoryTop' : 'productStory';
          return (
            entries
              .filter((entry) => entry.contentType === contentType && entry.fields.category === subject)
              .flatMap((entry) => entry.places)
              .find((place) => place.name === name) ?? null
          );
        }),
      };
    },
    entries(space, language) {
      const entries = [...(shelf(space, language)?.values() ?? [])];
      return {
        entries: entries.map((entry) => ({
          ...{ entryId: entry.entryId, contentType: entry.contentType, path: entry.fields.path ?? null },
          places: entry.places.map(({ name }) => name),
          checksum: hash('sha1', JSON.stringify(entry)),
        })),
      };
    },
    publish(space, language, entry) {
      const entries = shelfFor(space, language);
      const before = entries.get(entry.entryId);
      entries.set(entry.entryId, entry);
      feed.tell({ entries: before ? [before, entry] : [entry] });
    },
    unpublish(space, language, entryId) {
      const entries = shelfFor(space, language);
      const before = entries.get(entryId);
      entries.delete(entryId);
      if (before) feed.tell({ entries: [before] });
    },
  };
}
