import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { type GraphqlError, requestGraphql } from '../shared/graphql.ts';
import type { CallPlace } from '../shared/http.ts';
import type { VendureOptions } from '../vendure.ts';

export interface Query<T> {
  readonly capability: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: z.ZodType<T>;
  /** Ask in the site's currency. Vendure refuses a currency that the channel lacks, so only where prices are read. */
  readonly priced?: boolean;
  /** It reads no text, so that errors may come in English, by which Vendure's are told apart. */
  readonly wordless?: boolean;
  readonly tolerate?: (error: GraphqlError) => boolean;
}

/** One Vendure server as this connector speaks to it. */
export interface VendureApi {
  readonly name: string;
  readonly options: Required<Omit<VendureOptions, 'fetch' | 'name' | 'vendorFacet' | 'changesSecret'>> &
    Pick<VendureOptions, 'vendorFacet'>;
  query<T>(query: Query<T>, call: Call): Promise<T>;
  /** The place that an error of a capability names. */
  at(capability: string): CallPlace;
  /** Reads lists of up to `listLimit` each in one document: Vendure refuses longer ones. */
  lists<T>(lists: Lists<T>, call: Call): Promise<readonly ListAnswer<T>[]>;
}

export interface Lists<T> {
  readonly capability: string;
  /** The list's name in Vendure's schema. */
  readonly field: 'products' | 'collections' | 'facets';
  /** What to select of an item, with the braces. */
  readonly selection: string;
  readonly options: readonly Readonly<Record<string, unknown>>[];
  readonly item: z.ZodType<T>;
  readonly priced?: boolean;
  readonly wordless?: boolean;
}

export interface ListAnswer<T> {
  readonly items: readonly T[];
  readonly totalItems: number;
}

/** What a site may set for this connector. */
const settingsSchema = z.strictObject({
  channelToken: z.string().min(1).optional(),
  languageCode: z.string().min(2).optional(),
  tax: z.enum(['included', 'excluded']).default('included'),
});
export type VendureSettings = z.infer<typeof settingsSchema>;

/** @throws {ConnectorError} CONNECTOR_REJECTED when the site's settings are not what this connector takes. */
export function settingsOf(site: Call['site'], at: CallPlace): VendureSettings {
  const parsed = settingsSchema.safeParse(site.settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = ['settings', at.connector, ...(issue?.path ?? [])].join('.');
  throw new ConnectorError('CONNECTOR_REJECTED', at, `site ${site.key}, ${path}: ${issue?.message}`);
}

const inputTypes = { products: 'ProductListOptions', collections: 'CollectionListOptions', facets: 'FacetListOptions' };

export function vendureApi({
  shopApi,
  fetch,
  name = 'vendure',
  ...options
}: Omit<VendureOptions, 'changesSecret'>): VendureApi {
  const endpoint = new URL(shopApi);
  const at = (capability: string) => ({ connector: name, capability });

  const query: VendureApi['query'] = (
    { capability, document, variables, data, priced, wordless, tolerate },
    { site, locale, signal },
  ) => {
    const settings = settingsOf(site, at(capability));
    const url = new URL(endpoint);
    // Vendure itself answers in the channel's default language where it has no text in this one.
    url.searchParams.set('languageCode', wordless ? 'en' : (settings.languageCode ?? new Intl.Locale(locale).language));
    if (priced) url.searchParams.set('currencyCode', site.currency);
    const headers: Record<string, string> = settings.channelToken ? { 'vendure-token': settings.channelToken } : {};
    // Looked up at each call, so that a `fetch` patched later (by tracing) is used.
    return requestGraphql({
      ...{ fetch: fetch ?? globalThis.fetch, url, headers, document, variables, data, tolerate, signal },
      at: at(capability),
    });
  };

  return {
    name,
    options: { skuLookup: 'search', indexStockStatus: false, listLimit: 100, ...options, shopApi: endpoint },
    query,
    at,
    async lists({ field, selection, options, item, ...more }, call) {
      if (options.length === 0) return [];
      const parameters = options.map((_, index) => `$o${index}: ${inputTypes[field]}`).join(', ');
      const fields = options.map(
        (_, index) => `l${index}: ${field}(options: $o${index}) { totalItems items ${selection} }`,
      );
      const list = z.object({ totalItems: z.int(), items: z.array(item) });
      const answers = await query(
        {
          ...more,
          document: `query (${parameters}) { ${fields.join('\n')} }`,
          variables: Object.fromEntries(options.map((option, index) => [`o${index}`, option])),
          data: z.object(Object.fromEntries(options.map((_, index) => [`l${index}`, list]))),
        },
        call,
      );
      return Object.values(answers);
    },
  };
}

/** Cuts keys into groups that fit into one list each. */
export function chunks<T>(keys: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(keys.length / size) }, (_, index) =>
    keys.slice(index * size, (index + 1) * size),
  );
}

/** Puts what was found in the order of the keys, with null for what was not. */
export function inOrder<T>(
  keys: readonly string[],
  found: Iterable<T>,
  keyOf: (item: T) => string,
): readonly (T | null)[] {
  const byKey = new Map<string, T>();
  for (const item of found) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return keys.map((key) => byKey.get(key) ?? null);
}
