import type { Outcome } from '../cache/outcome.ts';
import type { JoinKey, Site } from '../config/site.ts';
import type { ProductRecord, VariantRecord } from '../contract/records.ts';
import { type Read, reads } from './reads.ts';
import { remembered } from './remembered.ts';
import type { Reading, Source } from './sources.ts';

/** A product merged from all its sources: what the API cannot do without is there. */
export interface Product extends ProductRecord {
  readonly title: string;
  readonly variants: readonly VariantRecord[];
}

/** A variant with the product it belongs to. */
export interface Variant extends VariantRecord {
  readonly productId: string;
}

/** The SKUs of all variants; the same array for the same product. */
export const skusOf = remembered(({ variants }: Product): readonly string[] => variants.map(({ sku }) => sku));

const readBy: Readonly<Record<JoinKey, Read<'products', string, ProductRecord>>> = {
  id: reads.product,
  handle: reads.productHandle,
  sku: reads.productSku,
};

/** What one source said of one product; undefined when it was not asked yet. */
type Answer = Outcome | undefined;

const recordIn = (answer: Answer) => (answer && !answer.error ? (answer.value as ProductRecord | null) : null);

/**
 * Loads products from all their sources at once and merges them field by field.
 *
 * The first source in precedence that answers decides whether a product exists and what its identity is. A source that
 * joins by another key than the one asked for is asked after it, with that key of the identity.
 */
export async function loadProducts(
  by: 'id' | 'handle',
  keys: readonly string[],
  site: Site,
  sources: readonly Source<'products'>[],
): Promise<Reading<Product>[]> {
  const first = await Promise.all(
    sources.map((source, rank) =>
      rank > 0 && by === 'id' && joinOf(site, source) !== 'id' ? [] : source.fetch(readBy[by], keys),
    ),
  );
  const identities = keys.map((_, index) => identityAmong(first.map((answers) => answers[index])));
  const joined = await Promise.all(
    sources.map((source, rank) => join(source, joinOf(site, source), identities, first[rank] ?? [])),
  );
  return keys.map((_, index) =>
    readingOf(
      site,
      sources,
      identities[index] ?? null,
      first.map((answers) => answers[index]),
      joined.map((answers) => answers[index]),
    ),
  );
}

/** What `loadProducts` would give of one product if memory has all that it takes; undefined when a source is to be asked. */
export function recallProduct(
  by: 'id' | 'handle',
  key: string,
  site: Site,
  sources: readonly Source<'products'>[],
): Reading<Product> | undefined {
  const first: Answer[] = [];
  for (const [rank, source] of sources.entries()) {
    const later = rank > 0 && by === 'id' && joinOf(site, source) !== 'id';
    const outcome = later ? undefined : source.recall(readBy[by], key);
    if (outcome === undefined && !later) return undefined;
    first.push(outcome);
  }
  const identity = identityAmong(first);
  const joined: Answer[] = [];
  for (const [rank, source] of sources.entries()) {
    const joinKey = joinOf(site, source);
    const wanted = wantedOf(joinKey, identity, first[rank]);
    const outcome = wanted === null ? first[rank] : source.recall(readBy[joinKey], wanted);
    if (outcome === undefined && wanted !== null) return undefined;
    joined.push(outcome);
  }
  return readingOf(site, sources, identity, first, joined);
}

/** What the sources said of one product, in the order of the sources, put together. */
function readingOf(
  site: Site,
  sources: readonly Source<'products'>[],
  identity: ProductRecord | null,
  first: readonly Answer[],
  joined: readonly Answer[],
): Reading<Product> {
  const outcomes: Outcome[] = [];
  for (const outcome of [...first, ...joined]) {
    if (outcome !== undefined && !outcomes.includes(outcome)) outcomes.push(outcome);
  }
  const failure = outcomes.find(({ error }) => error)?.error ?? null;
  return {
    outcomes,
    value: identity ? (mergeOnce(site, identity, sources, joined.map(recordIn)) ?? failure) : failure,
  };
}

/** The first answer that is not an error decides: its record, or that the product does not exist. */
function identityAmong(answers: readonly Answer[]): ProductRecord | null {
  return recordIn(answers.find((answer) => answer !== undefined && answer.error === null));
}

function joinOf(site: Site, { connector }: Source<'products'>): JoinKey {
  return site.joins[connector] ?? 'id';
}

/** Brings one source's answers in line with the identities: keeps what matches, asks again by the join key for what does not. */
async function join(
  source: Source<'products'>,
  key: JoinKey,
  identities: readonly (ProductRecord | null)[],
  answers: readonly Answer[],
): Promise<Answer[]> {
  const wanted = identities.map((identity, index) => wantedOf(key, identity, answers[index]));
  const asked = [...new Set(wanted.filter((value) => value !== null))];
  if (asked.length === 0) return [...answers];
  const found = await source.fetch(readBy[key], asked);
  return identities.map((_, index) => {
    const value = wanted[index];
    return value == null ? answers[index] : found[asked.indexOf(value)];
  });
}

/** The key by which a source is still to be asked for what it has of a product; null when its answer will do. */
function wantedOf(key: JoinKey, identity: ProductRecord | null, answer: Answer): string | null {
  if (!identity || answer?.error) return null;
  const record = recordIn(answer);
  if (record && (key !== 'id' || record.id === identity.id)) return null;
  // It was asked by this very key, and does not have it.
  if (answer && !record && key === 'handle') return null;
  return key === 'sku' ? (identity.variants?.[0]?.sku ?? null) : identity[key];
}

interface Merged {
  readonly site: Site;
  readonly records: readonly (ProductRecord | null)[];
  readonly product: Product | null;
}

const merged = new WeakMap<ProductRecord, Merged>();

/** Records that memory hands out again make the same product, as an object too: what is derived from it can be remembered. */
function mergeOnce(
  site: Site,
  identity: ProductRecord,
  sources: readonly Source<'products'>[],
  records: readonly (ProductRecord | null)[],
): Product | null {
  const before = merged.get(identity);
  if (before?.site === site && before.records.length === records.length) {
    if (before.records.every((record, rank) => record === records[rank])) return before.product;
  }
  const product = merge(site, identity, new Map(sources.map(({ connector }, rank) => [connector, records[rank]])));
  merged.set(identity, { site, records, product });
  return product;
}

/** Field by field, the first source in the field's precedence that owns a value gives it. Null without a title. */
function merge(
  site: Site,
  { id, handle }: ProductRecord,
  answers: ReadonlyMap<string, ProductRecord | null | undefined>,
): Product | null {
  const records = new Map([...answers].filter((answer): answer is [string, ProductRecord] => answer[1] != null));
  const fields: Record<string, unknown> = {};
  for (const field of new Set([...records.values()].flatMap((record) => Object.keys(record)))) {
    for (const connector of site.sources[`products.${field}`] ?? records.keys()) {
      const value = records.get(connector)?.[field as keyof ProductRecord];
      if (value !== undefined) {
        fields[field] = value;
        break;
      }
    }
  }
  const product: Partial<ProductRecord> = fields;
  const { title, variants = [] } = product;
  return title === undefined ? null : { ...product, id, handle, title, variants };
}
