import { readFileSync } from 'node:fs';
import type { Site } from '../config/site.ts';
import { type Kind, splitVariant } from './definitions.ts';
import type { EditedSites } from './edited-sites.ts';

/** One value that is configured, and where it comes from. */
export interface Configured {
  readonly path: string;
  readonly value: unknown;
  readonly from: 'DEFAULT' | 'GROUP' | 'BRAND' | 'SITE' | 'EDITED';
}

/** Fields that are objects by name: each name has its own origin. */
const byName = ['sources', 'joins', 'settings', 'theme', 'limits', 'segments', 'experiments', 'caps', 'slots'] as const;
const single = ['country', 'language', 'currency', 'timeZone', 'url', 'hosts', 'holdout'] as const;
/** Of those, what may hold a connector's token: told by its names only. */
const secretive: readonly string[] = ['settings'];

type LevelText = Readonly<Record<string, unknown>>;

/** All that is configured of a site, by path. Connectors' settings are named and not shown: they may hold credentials. */
export function configurationOf(site: Site, sites: EditedSites): readonly Configured[] {
  const levels = levelsOf(sites.file, site);
  const origin = (field: string, name?: string): Configured['from'] => {
    for (const [from, level] of levels) {
      const value = level[field];
      if (value === undefined || value === null) continue;
      if (name === undefined || (value as LevelText)[name] !== undefined) return from;
    }
    return 'DEFAULT';
  };
  const edited = new Set(
    sites.problems(site.key).length > 0
      ? []
      : sites
          .edits()
          .filter((row) => row.site === site.key)
          .map(({ kind, key }) => pathOf(kind as Kind, key)),
  );
  return [
    ...single.map((field) => ({ path: field, value: site[field], from: origin(field) })),
    ...byName.flatMap((field) =>
      Object.entries(site[field]).map(([name, value]) => {
        const path = `${field}.${name}`;
        const shown = secretive.includes(field) ? Object.keys(value as object) : value;
        return { path, value: shown, from: edited.has(path) ? ('EDITED' as const) : origin(field, name) };
      }),
    ),
  ];
}

function pathOf(kind: Kind, key: string): string {
  return kind === 'slotVariant' ? `slots.${splitVariant(key)[0]}` : `${kind}s.${key}`;
}

/** From the site up, as the file has them now. */
function levelsOf(file: string, { key, brand }: Site): readonly (readonly [Configured['from'], LevelText])[] {
  const text = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly group?: LevelText;
    readonly brands?: Readonly<Record<string, LevelText & { readonly sites?: Readonly<Record<string, LevelText>> }>>;
  };
  const level = text.brands?.[brand.key];
  return [
    ['SITE', level?.sites?.[key] ?? {}],
    ['BRAND', level ?? {}],
    ['GROUP', text.group ?? {}],
  ];
}
