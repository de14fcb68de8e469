import type { Outcome } from '../cache/outcome.ts';
import type { JoinKey, Site } from '../config/site.ts';
import type { ProductRecord, VariantRecord } from '../contract/records.ts';
import { type Read, reads } from './reads.ts';
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
  return keys.map((_, index) => {
    const answers = sources.map((source, rank) => ({ source, answer: joined[rank]?.[index] }));
    const asked = [...first.map((each) => each[index]), ...answers.map(({ answer }) => answer)];
    const outcomes = [...new Set(asked)].filter((outcome) => outcome !== undefined);
    const failure = outcomes.find(({ error }) => error)?.error ?? null;
    const identity = identities[index];
    return { outcomes, value: identity ? (merge(site, identity, answers) ?? failure) : failure };
  });
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
  const wanted = identities.map((identity, index) => {
    const answer = answers[index];
    if (!identity || answer?.error) return null;
    const record = recordIn(answer);
    if (record && (key !== 'id' || record.id === identity.id)) return null;
    // It was asked by this very key, and does not have it.
    if (answer && !record && key === 'handle') return null;
    return key === 'sku' ? (identity.variants?.[0]?.sku ?? null) : identity[key];
  });
  const asked = [...new Set(wanted.filter((value) => value !== null))];
  if (asked.length === 0) return [...answers];
  const found = await source.fetch(readBy[key], asked);
  return identities.map((_, index) => {
    const value = wanted[index];
    return value == null ? answers[index] : found[asked.indexOf(value)];
  });
}

/** Field by field, the first source in the field's precedence that owns a value gives it. Null without a title. */
function merge(
  site: Site,
  { id, handle }: ProductRecord,
  answers: readonly { source: Source<'products'>; answer: Answer }[],
): Product | null {
  const records = new Map<string, ProductRecord>();
  for (const { source, answer } of answers) {
    const record = recordIn(answer);
    if (record) records.set(source.connector, record);
  }
  const merged: Record<string, unknown> = {};
  for (const field of new Set([...records.values()].flatMap((record) => Object.keys(record)))) {
    for (const connector of site.sources[`products.${field}`] ?? records.keys()) {
      const value = records.get(connector)?.[field as keyof ProductRecord];
      if (value !== undefined) {
        merged[field] = value;
        break;
      }
    }
  }
  const product: Partial<ProductRecord> = merged;
  const { title, variants = [] } = product;
  return title === undefined ? null : { ...product, id, handle, title, variants };
}
