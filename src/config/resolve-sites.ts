import type { ConfigProblem } from '../contract/errors.ts';
import { hashOf } from './hash.ts';
import { inherit } from './inherit.ts';
import { formatPath } from './problems.ts';
import type { Site, SiteConsents, SiteLimits } from './site.ts';
import type { SitesFile } from './sites-schema.ts';

/** Scarcity as the API's schema states it; a quantity is told only where it is scarce. */
const defaultLimits: SiteLimits = { scarcity: 10, quantityShownBelow: 10 };

/** A site with what it inherits, before what is absent is filled in or complained about. */
type Inherited = Partial<Omit<Site, 'limits' | 'consents'>> & {
  readonly limits?: Partial<SiteLimits>;
  readonly consents?: Partial<SiteConsents>;
};

/** Site keys are the first part of the server's paths: these are taken. */
export const serverPaths = [
  'admin',
  'console',
  'playground',
  'livez',
  'readyz',
  'metrics',
  'webhooks',
  'visitors',
  'graphql',
];

/**
 * All sites of a file whose shape is right, each with what it inherits, and what is wrong between them: a key or host
 * that two sites have, a key that is a path of the server, a country, language or currency that no level gives.
 */
export function resolveSites(
  { group = {}, brands }: SitesFile,
  reserved: readonly string[],
): { sites: Site[]; problems: ConfigProblem[] } {
  const sites = new Map<string, Site>();
  const siteByHost = new Map<string, string>();
  const problems: ConfigProblem[] = [];
  const taken = new Set([...serverPaths, 'media', ...reserved]);

  for (const [brandKey, { sites: entries, ...brandLevel }] of Object.entries(brands)) {
    const { name: brandName } = brandLevel;
    const base = inherit(group, brandLevel);
    for (const [key, siteLevel] of Object.entries(entries)) {
      const problem = (path: readonly (string | number)[], expected: string, found: string) =>
        problems.push({ path: formatPath(['brands', brandKey, 'sites', key, ...path]), expected, found });

      const twin = sites.get(key);
      if (twin) problem([], 'a key that no other site has', `one that is also in the brand ${twin.brand.key}`);
      if (taken.has(key)) problem([], 'a key that is not a path of the server', JSON.stringify(key));
      siteLevel.hosts?.forEach((host, index) => {
        const owner = siteByHost.get(host);
        if (owner) problem(['hosts', index], 'a host that no other place names', `${JSON.stringify(host)} of ${owner}`);
        siteByHost.set(host, key);
      });

      // The levels are validated, and inheriting changes no value: only whether each is there is still open.
      const own = inherit(base, siteLevel) as Inherited;
      const { country, language, currency, url } = own;
      if (country && language && currency && url) {
        const site: Omit<Site, 'hash'> = {
          key,
          brand: { key: brandKey, name: brandName },
          country,
          language,
          locale: `${language}-${country}`,
          timeZone: own.timeZone ?? null,
          currency,
          url,
          hosts: own.hosts ?? [],
          sources: own.sources ?? {},
          joins: own.joins ?? {},
          settings: own.settings ?? {},
          theme: own.theme ?? {},
          limits: { ...defaultLimits, ...own.limits },
          segments: own.segments ?? {},
          experiments: own.experiments ?? {},
          consents: { version: null, benefits: {}, ...own.consents },
          caps: own.caps ?? {},
          holdout: own.holdout ?? 0,
          slots: own.slots ?? {},
        };
        sites.set(key, { ...site, hash: hashOf(site) });
      }
      for (const [field, value] of Object.entries({ country, language, currency })) {
        if (!value) problem([field], `a ${field} here, in its brand or in its group`, 'nothing');
      }
    }
  }
  if (sites.size === 0 && problems.length === 0)
    problems.push({ path: 'brands', expected: 'a brand with at least one site', found: 'none' });
  return { sites: [...sites.values()], problems };
}
