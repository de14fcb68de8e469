import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countryCodes } from '../../src/config/codes.ts';
import { compareSites } from '../../src/config/compare-sites.ts';
import { createSiteStore, parseSites } from '../../src/config/sites-file.ts';
import { ConfigError } from '../../src/contract/errors.ts';
import { startCli, stopAll, twoSites, writeConfig } from './cli-process.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'etalage-sites-'));
});

afterEach(stopAll);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const batch = async () => [];
const list = async () => ({ nodes: [], endCursor: null, hasNextPage: false });
const connectors = [{ name: 'pim', products: { byIds: batch, byHandles: batch, list } }];

const { nachtwit } = twoSites.brands;
const nachtwitDe = { ...nachtwit.sites['nachtwit-nl'], country: 'DE', language: 'de' };

/** The two sites with one added, one removed and one changed. */
const otherSites = {
  ...twoSites,
  brands: {
    nachtwit: {
      ...nachtwit,
      sites: {
        'nachtwit-nl': { ...nachtwit.sites['nachtwit-nl'], theme: { accent: '#036' } },
        'nachtwit-de': nachtwitDe,
      },
    },
  },
};

describe('sites: reload', () => {
  it('swaps the directory, and leaves the old one to those who hold it', async () => {
    const file = join(folder, 'swap.json');
    writeFileSync(file, JSON.stringify(twoSites));
    const sites = createSiteStore(file, connectors);
    const held = sites.current();
    writeFileSync(file, JSON.stringify(otherSites));
    const fresh = await sites.reload();

    expect(sites.current()).toBe(fresh);
    expect(held.all.map(({ key }) => key)).toEqual(['nachtwit-nl', 'nachtwit-be-fr']);
    expect(compareSites(held, fresh)).toEqual({
      added: ['nachtwit-de'],
      removed: ['nachtwit-be-fr'],
      changed: ['nachtwit-nl'],
    });
    expect(compareSites(fresh, await sites.reload())).toEqual({ added: [], removed: [], changed: [] });
  });

  it.each([
    ['is wrong', () => JSON.stringify({ brands: { nachtwit: {} } }), 'brands.nachtwit.name'],
    ['is not JSON', () => '{ "brands": ', 'line 1, column 13'],
  ])('keeps the old directory when the file %s, and recovers', async (_, text, path) => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify(twoSites));
    const sites = createSiteStore(file, connectors);
    const good = sites.current();
    writeFileSync(file, text());
    const failed = sites.reload();

    await expect(failed).rejects.toThrow(ConfigError);
    await expect(failed).rejects.toThrow(path);
    expect(sites.current()).toBe(good);

    writeFileSync(file, JSON.stringify(otherSites));
    expect((await sites.reload()).byKey('nachtwit-de')).toBeDefined();
  });

  it('keeps the old directory when the file is gone', async () => {
    const file = join(folder, 'gone.json');
    writeFileSync(file, JSON.stringify(twoSites));
    const sites = createSiteStore(file, connectors);
    rmSync(file);

    await expect(sites.reload()).rejects.toThrow('expected a sites file, JSON, found no such file');
    expect(sites.current().all).toHaveLength(2);
  });

  it('holds 30 brands in 44 countries', () => {
    const brands = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => {
        const brand = `brand-${index}`;
        const sites = countryCodes.slice(0, 44).map((country) => {
          const key = `${brand}-${country.toLowerCase()}`;
          return [
            key,
            { country, language: 'en', currency: 'EUR', url: `https://${key}.example`, hosts: [`${key}.example`] },
          ];
        });
        return [brand, { name: brand, sites: Object.fromEntries(sites) }];
      }),
    );
    const directory = parseSites('sites.json', JSON.stringify({ group: twoSites.group, brands }), connectors);

    expect(directory.all).toHaveLength(1320);
    for (const site of directory.all) {
      expect(directory.byKey(site.key)).toBe(site);
      expect(directory.byHost(`${site.key}.example`)).toBe(site);
      expect(directory.alternatives(site)).toHaveLength(43);
    }
    expect(new Set(directory.all.map(({ hash }) => hash)).size).toBe(1320);
  });
});

async function answers(url: string, site: string): Promise<number> {
  const query = encodeURIComponent('{ site { key } }');
  const response = await fetch(`${url}/${site}/graphql?query=${query}`, {
    headers: { 'apollo-require-preflight': '1', accept: 'application/json' },
  });
  return response.status;
}

describe('cli: reload of a running server', () => {
  it('serves a site that was added, after SIGHUP, and keeps serving after a wrong file', async () => {
    const config = writeConfig(folder, 'hup.config.ts');
    const cli = await startCli(['start', '--config', config, '--port', '0']);
    const url = await cli.line(/(http:\S+)\/nachtwit-nl\/graphql/);
    expect(await answers(url, 'nachtwit-de')).toBe(404);

    writeFileSync(join(folder, 'hup.sites.json'), JSON.stringify(otherSites));
    cli.kill('SIGHUP');
    expect(await cli.line(/Sites reloaded: (.*)/)).toBe(
      'added nachtwit-de; removed nachtwit-be-fr; changed nachtwit-nl. Now 2 sites.',
    );
    expect(await answers(url, 'nachtwit-de')).toBe(200);

    writeFileSync(join(folder, 'hup.sites.json'), '{');
    cli.kill('SIGHUP');
    await cli.line(/The 2 sites of before stay as they were/);
    expect(await answers(url, 'nachtwit-de')).toBe(200);
    expect(await cli.stop('SIGTERM')).toBe(0);
  });

  it('follows its files in dev: sites are reloaded, code is restarted, also after a mistake', async () => {
    const config = writeConfig(folder, 'dev.config.ts');
    const cli = await startCli(['dev', '--config', config, '--port', '0']);
    await cli.line(/(http:\S+)\/nachtwit-nl\/graphql/);

    const draft = join(folder, 'draft.json');
    writeFileSync(draft, JSON.stringify(otherSites));
    renameSync(draft, join(folder, 'dev.sites.json'));
    expect(await cli.line(/Sites reloaded: (.*)/)).toContain('added nachtwit-de');

    writeFileSync(config, 'export default {');
    await cli.line(/expected {2}TypeScript that Node can run/);

    writeConfig(folder, 'dev.config.ts');
    const url = await cli.line(/(http:\S+)\/nachtwit-be-fr\/graphql/);
    expect(await answers(url, 'nachtwit-be-fr')).toBe(200);
    expect(await cli.stop('SIGTERM')).toBe(0);
  });
});
