import type { Channel, CurrencyCode, Resolvers } from '../generated/resolvers.ts';

export const site: Resolvers = {
  Site: {
    country: ({ country }) => ({ isoCode: country }),
    language: ({ language }) => ({ isoCode: language }),
    // The sites file is refused when its currency is not one of the enum.
    currency: ({ currency }) => ({ isoCode: currency as CurrencyCode }),
    channel: (_, __, { recorder }) => recorder.input('channel') as Channel,
    alternatives: (parent, _, { sites }) => [...sites.alternatives(parent)],
  },
  SiteAlternative: {
    country: ({ country }) => ({ isoCode: country }),
    language: ({ language }) => ({ isoCode: language }),
  },
};
