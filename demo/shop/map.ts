import type { Facet } from '../../src/contract/capabilities.ts';
import type { Listed } from '../../src/contract/changes.ts';
import { minorDigits } from '../../src/contract/money.ts';
import type { CategoryRecord, CategoryReference, ProductRecord } from '../../src/contract/records.ts';
import type { Category, Found, Product, Revision } from './shapes.ts';

export function toProduct(row: Product): ProductRecord {
  return {
    id: row.externalId,
    handle: row.slug,
    title: row.title,
    options: row.attributes.map(({ code, name, terms }) => ({
      id: code,
      name,
      values: terms.map((term) => ({ id: term.code, name: term.name })),
    })),
    variants: row.variations.map(({ sku, terms: chosen }) => {
      const selectedOptions = row.attributes.flatMap(({ code, name, terms }) => {
        const term = terms.find((one) => one.code === chosen[code]);
        return term ? [{ name, value: term.name }] : [];
      });
      return { id: sku, sku, title: selectedOptions.map(({ value }) => value).join(' / '), selectedOptions };
    }),
    categoryIds: row.categoryExternalIds,
    purchases: row.soldLastWeek,
  };
}

export function toListed({ externalId, revision, variations }: Revision): Listed[] {
  return [
    { kind: 'product', key: externalId, fingerprint: revision },
    ...variations.map((variation) => ({ kind: 'price', key: variation.sku, fingerprint: variation.revision })),
  ];
}

const referenceTo = ({ externalId, slug, name }: Category): CategoryReference => ({
  id: externalId,
  handle: slug,
  title: name,
});

export function toCategory(node: Category, all: readonly Category[]): CategoryRecord {
  const ancestors: CategoryReference[] = [];
  for (let up = parentOf(node, all); up; up = parentOf(up, all)) ancestors.unshift(referenceTo(up));
  const children = all.filter(({ parentExternalId }) => parentExternalId === node.externalId).map(referenceTo);
  return { ...referenceTo(node), ancestors, children };
}

function parentOf(node: Category, all: readonly Category[]): Category | undefined {
  return all.find(({ externalId }) => externalId === node.parentExternalId);
}

/** Facets with something to choose; price and availability come after the attributes. */
export function toFacets({ aggregations, priceBands, stockSplit }: Found, locale: string, currency: string): Facet[] {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const money = (minor: number) => format.format(minor / 10 ** minorDigits(currency));
  const lists = aggregations.map(
    ({ code, label, buckets }): Facet => ({
      key: code,
      label,
      type: 'LIST',
      values: buckets.map(({ name, hits }) => ({ value: name, label: name, count: hits })),
    }),
  );
  const { yes, no, words } = stockSplit;
  const split: Facet[] = [
    {
      key: 'price',
      label: priceBands.label,
      type: 'PRICE_RANGE',
      values: priceBands.bands.map(({ from, to, hits }) => ({
        value: `${from}-${to}`,
        label: `${money(from)} – ${money(to)}`,
        count: hits,
      })),
    },
    {
      key: 'available',
      label: stockSplit.label,
      type: 'BOOLEAN',
      values: [
        { value: 'true', label: words.yes, count: yes },
        { value: 'false', label: words.no, count: no },
      ].filter(({ count }) => count > 0),
    },
  ];
  return [...lists, ...split].filter(({ values }) => values.length > 0);
}
