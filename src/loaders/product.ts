import type { Site } from '../config/site.ts';
import type { Results } from '../contract/call.ts';
import type { ProductRecord, VariantRecord } from '../contract/records.ts';
import { type Source, settle } from './sources.ts';

/** A product merged from all its sources: what the API cannot do without is there. */
export interface Product extends ProductRecord {
  readonly title: string;
  readonly variants: readonly VariantRecord[];
  /** Connectors that own fields of this product but could not be asked. */
  readonly missing: readonly string[];
}

/** A variant with the product it belongs to. */
export interface Variant extends VariantRecord {
  readonly productId: string;
}

type Answer = ProductRecord | null | Error;
type By = 'id' | 'handle';

/**
 * Loads products from all their sources at once and merges them field by field.
 *
 * The first source in precedence that answers decides whether a product exists and what its identity is. A source that
 * joins by another key than the one asked for is asked after it, with that key of the identity.
 */
export async function loadProducts(
  by: By,
  keys: readonly string[],
  site: Site,
  sources: readonly Source<'products'>[],
): Promise<(Product | null | Error)[]> {
  const answers = new Map<string, Results<ProductRecord> | Error>();
  await Promise.all(
    sources.map(async (source, rank) => {
      if (rank > 0 && by === 'id' && joinOf(site, source.name) !== 'id') return;
      answers.set(source.name, await settle(() => ask(source, by, keys)));
    }),
  );
  const answerOf = (source: Source<'products'>, index: number): Answer | undefined => {
    const answer = answers.get(source.name);
    return answer instanceof Error ? answer : answer?.[index];
  };

  const identities = keys.map((_, index) => identityAmong(sources.map((source) => answerOf(source, index))));
  const joined = await Promise.all(
    sources.map((source) => join(source, site, identities, (index) => answerOf(source, index))),
  );
  return identities.map((identity, index) => {
    if (!identity) {
      // Nobody has it; but a source that could not be asked might.
      return sources.map((source) => answerOf(source, index)).find((answer) => answer instanceof Error) ?? null;
    }
    return merge(
      site,
      identity,
      sources.map((source, rank) => [source.name, joined[rank]?.[index] ?? null]),
    );
  });
}

/** The first answer that is not an error decides: its record, or that the product does not exist. */
function identityAmong(answers: readonly (Answer | undefined)[]): ProductRecord | null {
  for (const answer of answers) if (answer !== undefined && !(answer instanceof Error)) return answer;
  return null;
}

function joinOf(site: Site, connector: string): 'id' | 'handle' | 'sku' {
  return site.joins[connector] ?? 'id';
}

/** Brings one source's records in line with the identities: keeps what matches, asks again by the join key for what does not. */
async function join(
  source: Source<'products'>,
  site: Site,
  identities: readonly (ProductRecord | null)[],
  answerOf: (index: number) => Answer | undefined,
): Promise<Answer[]> {
  const key = joinOf(site, source.name);
  const result: Answer[] = identities.map((identity, index) => {
    const answer = answerOf(index);
    if (!identity || answer === undefined || answer === null || answer instanceof Error) return answer ?? null;
    return key === 'id' && answer.id !== identity.id ? null : answer;
  });
  const open = identities.flatMap((identity, index) => {
    const answer = answerOf(index);
    const unasked =
      answer === undefined || (answer === null && key !== 'handle') || (answer !== null && !result[index]);
    return identity && unasked ? [{ index, value: joinValue(identity, key) }] : [];
  });
  const wanted = [...new Set(open.flatMap(({ value }) => value ?? []))];
  if (wanted.length === 0) return result;
  const found = await settle(() => ask(source, key, wanted));
  for (const { index, value } of open) {
    if (value !== null) result[index] = found instanceof Error ? found : (found[wanted.indexOf(value)] ?? null);
  }
  return result;
}

function joinValue(identity: ProductRecord, key: 'id' | 'handle' | 'sku'): string | null {
  if (key === 'sku') return identity.variants?.[0]?.sku ?? null;
  return key === 'id' ? identity.id : identity.handle;
}

function ask(source: Source<'products'>, by: By | 'sku', keys: readonly string[]): Promise<Results<ProductRecord>> {
  const { capability, call, name } = source;
  if (by === 'id') return capability.byIds(keys, call);
  if (by === 'handle') return capability.byHandles(keys, call);
  if (!capability.bySkus) throw new TypeError(`${name} joins by sku but has no products.bySkus`);
  return capability.bySkus(keys, call);
}

/** Field by field, the first source in the field's precedence that owns a value gives it. */
function merge(
  site: Site,
  identity: ProductRecord,
  answers: readonly (readonly [connector: string, answer: Answer])[],
): Product | Error {
  const records = new Map<string, ProductRecord>();
  const missing: string[] = [];
  let failure: Error | undefined;
  for (const [connector, answer] of answers) {
    if (answer instanceof Error) {
      missing.push(connector);
      failure ??= answer;
    } else if (answer) records.set(connector, answer);
  }
  const merged: Record<string, unknown> = {};
  const fields = new Set([...records.values()].flatMap((record) => Object.keys(record)));
  for (const field of fields) {
    for (const connector of site.sources[`products.${field}`] ?? records.keys()) {
      const value = records.get(connector)?.[field as keyof ProductRecord];
      if (value !== undefined) {
        merged[field] = value;
        break;
      }
    }
  }
  const product = { ...(merged as Partial<ProductRecord>), id: identity.id, handle: identity.handle };
  const { title } = product;
  if (title === undefined) {
    return failure ?? new TypeError(`product ${identity.id} has no title in any of ${[...records.keys()].join(', ')}`);
  }
  return { ...product, title, variants: product.variants ?? [], missing };
}
