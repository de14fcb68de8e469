import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countryCodes, currencyCodes, isLanguage } from '../../src/config/codes.ts';
import type { SiteDirectory } from '../../src/config/site.ts';
import { parseSites } from '../../src/config/sites-file.ts';
import { sitesJsonSchema } from '../../src/config/sites-schema.ts';
import { listUnused } from '../../src/config/unused-capabilities.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { ConfigError, type ConfigProblem } from '../../src/contract/errors.ts';

const batch = async () => [];
const list = async () => ({ nodes: [], endCursor: null, hasNextPage: false });

const pim: Connector = {
  name: 'pim',
  products: { byIds: batch, byHandles: batch, list },
  media: { byIds: batch },
};
const shop: Connector = {
  name: 'shop',
  products: { byIds: batch, byHandles: batch, bySkus: batch, list },
  prices: { bySkus: batch },
};
const connectors = [pim, shop];

const nl = { country: 'NL', language: 'nl', currency: 'EUR', url: 'https://www.nachtwit.example/nl' };

type Tree = Record<string, unknown>;

/** One brand with one site, and what the test adds at each level. */
function fileWith(levels: { group?: Tree; brand?: Tree; site?: Tree; sites?: Tree; brands?: Tree }): string {
  return JSON.stringify({
    group: levels.group,
    brands: {
      nachtwit: {
        name: 'Nachtwit',
        ...levels.brand,
        sites: { 'nachtwit-nl': { ...nl, ...levels.site }, ...levels.sites },
      },
      ...levels.brands,
    },
  });
}

function load(text: string, reserved: string[] = []): SiteDirectory {
  return parseSites('sites.json', text, connectors, reserved);
}

function problems(text: string, reserved: string[] = []): readonly ConfigProblem[] {
  try {
    load(text, reserved);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('expected the sites file to be refused');
}

describe('config: sites', () => {
  it('fills in what a site inherits from its brand and group', () => {
    const site = load(
      fileWith({
        group: {
          name: 'Groep',
          sources: { products: ['pim', 'shop'], prices: ['shop'] },
          settings: { shop: { channel: 'default', currencyIn: 'cents' } },
          theme: { accent: '#111', ink: '#000' },
          limits: { scarcity: 5 },
        },
        brand: { theme: { accent: '#222' }, sources: { products: ['shop'] } },
        site: { settings: { shop: { channel: 'nl' } }, joins: { pim: 'handle' }, hosts: ['nachtwit.example'] },
      }),
    ).byKey('nachtwit-nl');

    expect(site).toEqual({
      key: 'nachtwit-nl',
      brand: { key: 'nachtwit', name: 'Nachtwit' },
      ...nl,
      locale: 'nl-NL',
      timeZone: null,
      hosts: ['nachtwit.example'],
      sources: { products: ['shop'], prices: ['shop'] },
      joins: { pim: 'handle' },
      settings: { shop: { channel: 'nl', currencyIn: 'cents' } },
      theme: { accent: '#222', ink: '#000' },
      limits: { scarcity: 5, quantityShownBelow: 10 },
      segments: {},
      caps: {},
      holdout: 0,
      slots: {},
      experiments: {},
      consents: { version: null, benefits: {} },
      hash: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  it('lets a level remove with null what it would inherit, and set country, language and currency for all below', () => {
    const site = load(
      fileWith({
        group: { currency: 'EUR', theme: { accent: '#111', ink: '#000' }, limits: { scarcity: 3 } },
        brand: { language: 'nl', country: 'NL', theme: { accent: null } },
        site: { country: undefined, language: undefined, currency: undefined, limits: null },
      }),
    ).byKey('nachtwit-nl');

    expect(site).toMatchObject({ country: 'NL', language: 'nl', currency: 'EUR', theme: { ink: '#000' } });
    expect(site?.theme).not.toHaveProperty('accent');
    expect(site?.limits).toEqual({ scarcity: 10, quantityShownBelow: 10 });
  });

  it('finds sites by key and by host, whatever the port or case, and tells alternatives and the nearest key', () => {
    const directory = load(
      fileWith({
        site: { hosts: ['nachtwit.example'] },
        sites: { 'nachtwit-be-fr': { ...nl, country: 'BE', language: 'fr' } },
        brands: { zalf: { name: 'Zalf', sites: { 'zalf-nl': nl } } },
      }),
    );
    const site = directory.byHost('NachtWit.example:8080');

    expect(site?.key).toBe('nachtwit-nl');
    expect(directory.byHost('nachtwit.example.')?.key).toBe('nachtwit-nl');
    expect(directory.byHost('other.example')).toBeUndefined();
    expect(directory.alternatives(site as never).map(({ key }) => key)).toEqual(['nachtwit-be-fr']);
    expect(directory.nearest('nachtwit-ml')).toBe('nachtwit-nl');
    expect(directory.nearest('something-else')).toBeUndefined();
  });

  it('gives a site the same hash in any order of keys, and another for any other value', () => {
    const hashOf = (text: string) => load(text).byKey('nachtwit-nl')?.hash;
    const one = hashOf(fileWith({ site: { theme: { a: '1', b: '2' } } }));

    expect(hashOf(fileWith({ brand: { theme: { b: '2', a: '1' } } }))).toBe(one);
    expect(hashOf(fileWith({ site: { theme: { a: '1', b: '3' } } }))).not.toBe(one);
  });

  it('names unknown keys with the nearest known one, at every level', () => {
    expect(problems(fileWith({ group: { sorces: {} }, brand: { themes: {} }, site: { contry: 'NL' } }))).toEqual([
      expect.objectContaining({ path: 'group.sorces', suggestion: 'sources' }),
      expect.objectContaining({
        path: 'brands.nachtwit.sites.nachtwit-nl.contry',
        expected: expect.stringMatching(/^one of country, language, currency, .*, url, hosts$/),
        found: 'the unknown key "contry"',
        suggestion: 'country',
      }),
      expect.objectContaining({ path: 'brands.nachtwit.themes', suggestion: 'theme' }),
    ]);
  });

  it.each([
    ['country', 'nl', 'NL'],
    ['country', 'UK', undefined],
    ['country', 'XX', undefined],
    ['language', 'dutch', undefined],
    ['language', 'qx', undefined],
    ['language', 'iw', undefined],
    ['currency', 'eur', 'EUR'],
    ['currency', 'XAU', undefined],
    ['url', 'nachtwit.example/nl', undefined],
    ['url', 'ftp://nachtwit.example', undefined],
  ])('refuses the %s %j', (field, value, suggestion) => {
    expect(problems(fileWith({ site: { [field]: value } }))).toEqual([
      {
        path: `brands.nachtwit.sites.nachtwit-nl.${field}`,
        expected: expect.stringContaining(field === 'url' ? 'URL' : field),
        found: JSON.stringify(value),
        suggestion,
      },
    ]);
  });

  it('asks for a country, language and currency that no level gives', () => {
    expect(problems(fileWith({ group: { currency: 'EUR' }, site: { currency: null } }))).toEqual([
      {
        path: 'brands.nachtwit.sites.nachtwit-nl.currency',
        expected: 'a currency here, in its brand or in its group',
        found: 'nothing',
      },
    ]);
  });

  it('refuses sources that do not exist or cannot do it, and says which can', () => {
    const sources = { prices: ['pim'], media: ['pin'], 'products.title': ['pim', 'shop', 'pim'] };

    expect(problems(fileWith({ group: { sources } }))).toEqual([
      {
        path: 'group.sources.prices[0]',
        expected: 'a connector with the capability prices',
        found: '"pim", which has products, media',
        suggestion: 'shop',
      },
      {
        path: 'group.sources.media[0]',
        expected: 'a connector with the capability media',
        found: '"pin", which does not exist',
        suggestion: 'pim',
      },
      { path: 'group.sources["products.title"][2]', expected: 'each connector once', found: '"pim"' },
    ]);
  });

  it('refuses a product field that no record has', () => {
    expect(problems(fileWith({ site: { sources: { 'products.titel': ['pim'] } } }))).toMatchObject([
      { path: 'brands.nachtwit.sites.nachtwit-nl.sources["products.titel"]', suggestion: 'products.title' },
    ]);
  });

  it('refuses settings of an unknown connector, and a join by SKU where the connector cannot be asked by SKU', () => {
    const group = { settings: { shp: {} }, joins: { shop: 'sku', pim: 'sku', shops: 'id' } };

    expect(problems(fileWith({ group }))).toMatchObject([
      { path: 'group.joins.pim', expected: 'id or handle, since this connector has no products.bySkus' },
      { path: 'group.joins.shops', suggestion: 'shop' },
      { path: 'group.settings.shp', suggestion: 'shop' },
    ]);
  });

  it('refuses keys and hosts that two sites have, over all brands', () => {
    const file = fileWith({
      site: { hosts: ['a.example'] },
      brands: { zalf: { name: 'Zalf', sites: { 'nachtwit-nl': { ...nl, hosts: ['b.example', 'a.example'] } } } },
    });

    expect(problems(file)).toMatchObject([
      { path: 'brands.zalf.sites.nachtwit-nl', found: 'one that is also in the brand nachtwit' },
      { path: 'brands.zalf.sites.nachtwit-nl.hosts[1]', found: '"a.example" of nachtwit-nl' },
    ]);
  });

  it.each(['admin', 'graphql', 'livez', 'media', 'photos'])('refuses the site key %s, a path of the server', (key) => {
    expect(problems(fileWith({ sites: { [key]: nl } }), ['photos'])).toMatchObject([
      { path: `brands.nachtwit.sites.${key}`, expected: 'a key that is not a path of the server' },
    ]);
  });

  it.each(['Nachtwit', 'nacht_wit', 'nachtwit-', 'nacht--wit', ''])('refuses the site key %j', (key) => {
    expect(problems(fileWith({ sites: { [key]: nl } }))).toMatchObject([{ found: `the key ${JSON.stringify(key)}` }]);
  });

  it('refuses a file without a single site', () => {
    expect(problems('{ "brands": {} }')).toEqual([
      { path: 'brands', expected: 'a brand with at least one site', found: 'none' },
    ]);
  });

  it('tells every problem at once, as text with path, expectation, finding and the nearest match', () => {
    const text = fileWith({ site: { currency: 'EURO', limits: { scarcity: -1 } } });

    expect(() => load(text)).toThrow(
      [
        'sites.json has 2 problem(s):',
        '  brands.nachtwit.sites.nachtwit-nl.currency: expected a currency of the schema’s enum CurrencyCode, such as EUR, found "EURO"; did you mean "EUR"?',
        '  brands.nachtwit.sites.nachtwit-nl.limits.scarcity: expected a whole number from 0, found -1',
      ].join('\n'),
    );
  });

  it('notes what a connector can do and no site asks of it', () => {
    const directory = load(fileWith({ group: { sources: { 'products.title': ['pim'], prices: ['shop'] } } }));

    expect(listUnused(connectors, directory)).toEqual([
      'pim has media, which no site\'s "sources" asks of it',
      'shop has products, which no site\'s "sources" asks of it',
    ]);
  });
});

describe('config: codes', () => {
  it('knows the 249 countries of ISO 3166-1 and no other region', () => {
    expect(countryCodes).toHaveLength(249);
    expect(countryCodes).toEqual(expect.arrayContaining(['NL', 'BE', 'GB', 'AX', 'SS', 'CW']));
    for (const code of ['UK', 'EU', 'XK', 'YU', 'AN', 'ZZ']) expect(countryCodes).not.toContain(code);
  });

  it('knows languages by their current primary code', () => {
    expect(['nl', 'fr', 'he', 'fil'].filter(isLanguage)).toEqual(['nl', 'fr', 'he', 'fil']);
    expect(['iw', 'NL', 'nl-NL', 'xx', 'und', ''].filter(isLanguage)).toEqual([]);
  });

  it('has exactly the currencies of the schema', () => {
    const sdl = readFileSync(new URL('../../schema/common.graphql', import.meta.url), 'utf8');
    const body = /enum CurrencyCode \{([^}]*)\}/.exec(sdl)?.[1] ?? '';

    expect([...currencyCodes].sort()).toEqual(body.trim().split(/\s+/).sort());
  });
});

describe('config: JSON schema of the sites file', () => {
  it('is closed, and lists what an editor can complete', () => {
    const { $defs } = sitesJsonSchema() as { $defs: Record<string, Record<string, unknown>> };

    expect($defs.Country?.enum).toContain('NL');
    expect($defs.Site?.additionalProperties).toBe(false);
    expect($defs.Sources?.properties).toHaveProperty(['products.title']);
  });
});
