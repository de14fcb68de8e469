import type { Backends } from '../../demo/create.ts';
import { createDemo } from '../../demo/create.ts';
import type { Call, CallSite } from '../../src/contract/call.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { OtherLocale } from '../../src/testing.ts';

const site = (key: string, brand: string, country: string, language: string, currency: string): CallSite => ({
  key,
  brand,
  country,
  language,
  currency,
  settings: {},
});

/** The demo's ten sites, as its sites file has them. */
export const sites = {
  'nachtwit-nl': site('nachtwit-nl', 'nachtwit', 'NL', 'nl', 'EUR'),
  'nachtwit-de': site('nachtwit-de', 'nachtwit', 'DE', 'de', 'EUR'),
  'nachtwit-be-fr': site('nachtwit-be-fr', 'nachtwit', 'BE', 'fr', 'EUR'),
  'helder-nl': site('helder-nl', 'helder', 'NL', 'nl', 'EUR'),
  'helder-gb': site('helder-gb', 'helder', 'GB', 'en', 'GBP'),
  'helder-de': site('helder-de', 'helder', 'DE', 'de', 'EUR'),
  'zalf-nl': site('zalf-nl', 'zalf', 'NL', 'nl', 'EUR'),
  'zalf-fr': site('zalf-fr', 'zalf', 'FR', 'fr', 'EUR'),
  'zalf-gb': site('zalf-gb', 'zalf', 'GB', 'en', 'GBP'),
  'rits-nl': site('rits-nl', 'rits', 'NL', 'nl', 'EUR'),
} as const;

export type SiteKey = keyof typeof sites;

export const siteKeys = Object.keys(sites) as SiteKey[];

/** A call for a site that nobody aborts, unless told otherwise. */
export function callFor(key: SiteKey, changes: Partial<Call> = {}): Call {
  const { language, country } = sites[key];
  return { site: sites[key], locale: `${language}-${country}`, signal: new AbortController().signal, ...changes };
}

/** A demo of its own, with its connectors by name. */
export function openDemo(options: Parameters<typeof createDemo>[0] = {}) {
  const demo = createDemo(options);
  const connector = (name: string): Connector => {
    const found = demo.connectors.find((one) => one.name === name);
    if (!found) throw new Error(`the demo has no connector ${name}`);
    return found;
  };
  return { ...demo, connector };
}

/** All products of a site as the PIM has them. */
export async function allProducts(demo: ReturnType<typeof openDemo>, key: SiteKey) {
  const { products } = demo.connector('pim');
  const call = callFor(key);
  const listing = await products?.list({ first: 10_000, after: null }, call);
  const records = (await products?.byIds(listing?.nodes ?? [], call)) ?? [];
  return records.map((record) => {
    if (record === null || record instanceof Error) throw new Error(`${key} lists a product that it does not have`);
    return record;
  });
}

/** What the conformance suite must know to run a demo backend: its site, its other site, its faults and its calls. */
export function subjectOf(name: keyof Backends, demo: ReturnType<typeof openDemo>, differs: OtherLocale['differs']) {
  const { wire } = demo.backends[name];
  const fault = (mode: 'slow' | 'failing' | 'malformed') => async () => {
    wire.faults.mode = mode;
    return () => {
      wire.faults.mode = 'ok';
    };
  };
  return {
    name: `demo ${name}`,
    create: () => demo.connector(name),
    site: sites['nachtwit-nl'],
    locale: 'nl-NL',
    otherLocale: { locale: 'fr-BE', site: sites['nachtwit-be-fr'], differs },
    countCalls: () => wire.calls.count(),
    faults: { slow: fault('slow'), failing: fault('failing'), malformed: fault('malformed') },
  };
}
