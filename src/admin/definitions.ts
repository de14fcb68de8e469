/** What operators may edit of a site, each kind by its own name in the sites file. */
import { checkRelevance } from '../config/check-relevance.ts';
import { hashOf } from '../config/hash.ts';
import { problemsOf } from '../config/problems.ts';
import type { Site } from '../config/site.ts';
import { sitesSchema } from '../config/sites-schema.ts';
import type { ConfigProblem } from '../contract/errors.ts';
import type { SlotVariant } from '../contract/records.ts';
import type { SettingRow } from '../store/settings.ts';

export const kinds = ['segment', 'experiment', 'slotVariant'] as const;
export type Kind = (typeof kinds)[number];

/** Names a definition. That of a slot's variant is `slot/variant`. */
export interface DefinitionName {
  readonly kind: Kind;
  readonly key: string;
}

/** The part of a site that is edited. */
type Edited = Pick<Site, 'segments' | 'experiments' | 'slots'>;

/** A definition as it is in force on a site, as JSON; undefined where there is none. */
export function definitionOf(site: Edited, { kind, key }: DefinitionName): unknown {
  if (kind === 'segment') return own(site.segments, key);
  if (kind === 'experiment') return own(site.experiments, key);
  const [slot, variant] = splitVariant(key);
  return own(site.slots, slot)?.variants.find((one) => one.key === variant);
}

/** `home-hero/loyal`: keys of slots have no slash. */
export function splitVariant(key: string): readonly [slot: string, variant: string] {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
}

function own<T>(byKey: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(byKey, key) ? byKey[key] : undefined;
}

/**
 * A site with definitions put in or taken away. Another configuration is another hash, so answers of the site before are
 * not given.
 *
 * @param edits in the order in which they are made; a null value takes one away.
 */
export function withEdits(site: Site, edits: readonly Pick<SettingRow, 'kind' | 'key' | 'value'>[]): Site {
  const edited: { -readonly [Name in keyof Edited]: Edited[Name] } = {
    segments: site.segments,
    experiments: site.experiments,
    slots: site.slots,
  };
  for (const { kind, key, value } of edits) {
    const definition = value === null ? undefined : JSON.parse(value);
    if (kind === 'segment') edited.segments = put(edited.segments, key, definition);
    else if (kind === 'experiment') edited.experiments = put(edited.experiments, key, definition);
    else edited.slots = putVariant(edited.slots, key, definition);
  }
  const { hash: _, ...rest } = { ...site, ...edited };
  return { ...rest, hash: hashOf(rest) };
}

function put<T>(byKey: Readonly<Record<string, T>>, key: string, value: T | undefined): Readonly<Record<string, T>> {
  const { [key]: _, ...others } = byKey;
  return value === undefined ? others : { ...others, [key]: value };
}

function putVariant(slots: Site['slots'], name: string, variant: SlotVariant | undefined): Site['slots'] {
  const [key, variantKey] = splitVariant(name);
  const slot = own(slots, key) ?? { variants: [] };
  const at = slot.variants.findIndex((one) => one.key === variantKey);
  const variants =
    variant === undefined
      ? slot.variants.filter((one) => one.key !== variantKey)
      : at < 0
        ? [...slot.variants, variant]
        : slot.variants.with(at, variant);
  return put(slots, key, variants.length === 0 && !slot.page ? undefined : { ...slot, variants });
}

/**
 * What is wrong with a definition by itself, in the words of the sites file.
 *
 * @returns problems whose paths begin at the definition.
 */
export function checkDefinition({ kind, key }: DefinitionName, definition: unknown): ConfigProblem[] {
  const [slot, variant] = splitVariant(key);
  const { part, prefix } = {
    segment: { part: { segments: { [key]: definition } }, prefix: ['segments', key] },
    experiment: { part: { experiments: { [key]: definition } }, prefix: ['experiments', key] },
    slotVariant: {
      part: { slots: { [slot]: { variants: [{ ...(definition as object), key: variant }] } } },
      prefix: ['slots', slot, 'variants', 0],
    },
  }[kind];
  const file = { brands: { brand: { name: 'brand', sites: { site: { url: 'https://example.com/', ...part } } } } };
  const parsed = sitesSchema.safeParse(file);
  if (parsed.success) return [];
  const skipped = 4 + prefix.length;
  return parsed.error.issues.flatMap((issue) =>
    // The key itself is at fault where its path ends before the definition.
    problemsOf(sitesSchema, { issues: [issue] } as typeof parsed.error, file).map((problem) => ({
      ...problem,
      path: relativePath(problem.path, issue.path, skipped),
    })),
  );
}

/** The last parts of a path as it is written, from the definition on. */
function relativePath(path: string, parts: readonly PropertyKey[], skipped: number): string {
  if (parts.length < skipped) return 'key';
  const head = formatted(parts.slice(0, skipped));
  return path.startsWith(head) ? path.slice(head.length).replace(/^\./, '') : path;
}

function formatted(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = String(part);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, '');
}

/** What is wrong between the definitions of a site: references to none, circles, parts of a layer that overlap. */
export function checkSite(site: Site): ConfigProblem[] {
  return checkRelevance(site, []);
}
