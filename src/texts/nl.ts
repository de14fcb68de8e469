import type { Texts } from './shape.ts';

export const nl: Texts = {
  availability: (status, quantity) => {
    switch (status) {
      case 'IN_STOCK':
        return 'Op voorraad';
      case 'LOW_STOCK':
        return quantity === null ? 'Nog maar een paar' : `Nog maar ${quantity} op voorraad`;
      case 'OUT_OF_STOCK':
        return 'Uitverkocht';
      case 'BACKORDER':
        return 'Onderweg naar ons; bestel hem nu';
      case 'PREORDER':
        return 'Binnenkort verkrijgbaar; bestel hem alvast';
      case 'UNKNOWN':
        return 'Vraag ons of het op voorraad is';
    }
  },
  badge: { NEW: 'Nieuw', SALE: 'Aanbieding', LAST_ITEMS: 'Laatste stuks' },
  reason: (code, title) => {
    switch (code) {
      case 'COMPLEMENTARY':
        return `Past goed bij ${title}`;
      case 'ALTERNATIVE':
        return `Lijkt op ${title} en is op voorraad`;
      case 'LOOK':
        return `Hoort samen met ${title}`;
      case 'POPULAR':
        return 'Geliefd bij veel klanten';
      case 'EDITORIAL':
        return 'Gekozen door onze redactie';
    }
  },
  purchases: (count) => (count === 1 ? 'Deze week één keer gekocht' : `Deze week ${count} keer gekocht`),
  because: {
    always: 'Getoond aan iedereen',
    channels: (channels) => `Getoond op ${new Intl.ListFormat('nl').format(channels)}`,
    period: (from, until) =>
      from && until ? `Getoond van ${from} tot ${until}` : from ? `Getoond vanaf ${from}` : `Getoond tot ${until}`,
  },
  consent: {
    ANALYTICS: 'We tellen bezoeken, zodat we deze winkel beter kunnen maken',
    PERSONALISATION: 'U ziet wat bij u past, en minder van wat niet past',
    MARKETING: 'We schrijven u als er iets voor u is',
  },
  codeMail: (brand, code, minutes) => ({
    subject: `${brand}: uw code`,
    text: `Uw code is ${code}. Hij geldt ${minutes} minuten, en alleen waar u erom vroeg.\n\nGeef hem aan niemand: wij vragen er nooit naar. Vroeg u niet om een code, dan hoeft u niets te doen.\n`,
  }),
  facet: { price: 'Prijs', available: 'Op voorraad', yes: 'Ja', no: 'Nee' },
  speech: {
    price: (amount) => `De prijs is ${amount}.`,
    priceFrom: (amount) => `De prijs begint bij ${amount}.`,
    found: (count, query) =>
      count === 1 ? `Ik vond één product voor ${query}:` : `Ik vond ${count} producten voor ${query}:`,
    nothingFound: (query) => `Ik vond niets voor ${query}.`,
  },
};
