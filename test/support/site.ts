import type { Site } from '../../src/config/site.ts';

/** A resolved site for tests that need one without a sites file. */
export function testSite(override: Partial<Site> = {}): Site {
  return {
    key: 'acme-nl',
    brand: { key: 'acme', name: 'Acme' },
    country: 'NL',
    language: 'nl',
    locale: 'nl-NL',
    timeZone: null,
    currency: 'EUR',
    url: 'https://www.acme.example/nl',
    hosts: [],
    sources: {},
    joins: {},
    settings: {},
    theme: {},
    limits: { scarcity: 10, quantityShownBelow: 10 },
    segments: {},
    experiments: {},
    consents: { version: null, benefits: {} },
    caps: {},
    holdout: 0,
    slots: {},
    hash: 'test',
    ...override,
  };
}
