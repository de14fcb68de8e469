import type { Facet, SearchFilters } from '../contract/capabilities.ts';
import { fromDecimal, type Money, toDecimal } from '../contract/money.ts';
import type { Filter, InputMaybe, ProductFilter } from '../generated/resolvers.ts';
import { badInput } from './input.ts';

/**
 * What a client filters by, as the search capability takes it.
 *
 * @throws BAD_USER_INPUT for a filter that says nothing, or a price that is not one in the site's currency.
 */
export function toFilters(filters: InputMaybe<readonly ProductFilter[]>, currency: string): SearchFilters {
  const attributes: Record<string, string[]> = Object.create(null);
  let price: SearchFilters['price'] = null;
  let available: boolean | null = null;
  (filters ?? []).forEach((filter, index) => {
    const at = `filters[${index}]`;
    if (filter.attribute != null || filter.value != null) {
      if (filter.attribute == null || filter.value == null) {
        throw badInput(at, 'both attribute and value', { attribute: filter.attribute, value: filter.value });
      }
      attributes[filter.attribute] = [...(attributes[filter.attribute] ?? []), filter.value];
    } else if (filter.price != null) {
      price = {
        min: toMinor(filter.price.min, `${at}.price.min`, currency),
        max: toMinor(filter.price.max, `${at}.price.max`, currency),
      };
    } else if (filter.available != null) available = filter.available;
    else throw badInput(at, 'an attribute with its value, a price, or available', filter);
  });
  return { attributes, price, available };
}

function toMinor(amount: string | null | undefined, argument: string, currency: string): number | null {
  if (amount == null) return null;
  try {
    return fromDecimal(amount, currency).minor;
  } catch {
    throw badInput(argument, `an amount in ${currency}, such as "12.50"`, amount);
  }
}

/** A facet as the API shows it; each value carries the filter that selects it. */
export function fromFacet({ key, label, type, values }: Facet, currency: string): Filter {
  return {
    id: key,
    label,
    type,
    values: values.map(({ value, label: text, count }) => ({
      id: `${key}:${value}`,
      label: text,
      count,
      input: toInput(type, key, value, currency),
    })),
  };
}

function toInput(type: Facet['type'], key: string, value: string, currency: string): ProductFilter {
  if (type === 'BOOLEAN') return { available: value === 'true' };
  if (type === 'LIST') return { attribute: key, value };
  const [min = '', max = ''] = value.split('-');
  const money = (minor: string): Money => ({ minor: Number(minor), currency });
  return {
    price: { ...(min && { min: toDecimal(money(min)) }), ...(max && { max: toDecimal(money(max)) }) },
  };
}
