import type { Texts } from './shape.ts';

export const de: Texts = {
  availability: (status, quantity) => {
    switch (status) {
      case 'IN_STOCK':
        return 'Auf Lager';
      case 'LOW_STOCK':
        return quantity === null ? 'Nur noch wenige Stück' : `Nur noch ${quantity} Stück auf Lager`;
      case 'OUT_OF_STOCK':
        return 'Ausverkauft';
      case 'BACKORDER':
        return 'Unterwegs zu uns; jetzt bestellen';
      case 'PREORDER':
        return 'Bald verfügbar; jetzt vorbestellen';
      case 'UNKNOWN':
        return 'Fragen Sie uns nach der Verfügbarkeit';
    }
  },
  badge: { NEW: 'Neu', SALE: 'Angebot', LAST_ITEMS: 'Letzte Stücke' },
  reason: (code, title) => {
    switch (code) {
      case 'COMPLEMENTARY':
        return `Passt gut zu ${title}`;
      case 'ALTERNATIVE':
        return `Ähnlich wie ${title}, und auf Lager`;
      case 'LOOK':
        return `Gehört zusammen mit ${title}`;
      case 'POPULAR':
        return 'Bei vielen Kunden beliebt';
      case 'EDITORIAL':
        return 'Von unserer Redaktion ausgewählt';
    }
  },
  purchases: (count) => (count === 1 ? 'Diese Woche einmal gekauft' : `Diese Woche ${count}-mal gekauft`),
  because: {
    always: 'Für alle sichtbar',
    channels: (channels) => `Sichtbar auf ${new Intl.ListFormat('de').format(channels)}`,
    period: (from, until) =>
      from && until ? `Sichtbar vom ${from} bis ${until}` : from ? `Sichtbar ab ${from}` : `Sichtbar bis ${until}`,
  },
  consent: {
    ANALYTICS: 'Wir zählen Besuche, um diesen Laden besser zu machen',
    PERSONALISATION: 'Sie sehen, was zu Ihnen passt, und weniger von dem, was nicht passt',
    MARKETING: 'Wir schreiben Ihnen, wenn es etwas für Sie gibt',
  },
  codeMail: (brand, code, minutes) => ({
    subject: `${brand}: Ihr Code`,
    text: `Ihr Code ist ${code}. Er gilt ${minutes} Minuten, und nur dort, wo Sie ihn angefordert haben.\n\nGeben Sie ihn niemandem: Wir fragen nie danach. Haben Sie keinen Code angefordert, brauchen Sie nichts zu tun.\n`,
  }),
  facet: { price: 'Preis', available: 'Auf Lager', yes: 'Ja', no: 'Nein' },
  speech: {
    price: (amount) => `Der Preis ist ${amount}.`,
    priceFrom: (amount) => `Der Preis beginnt bei ${amount}.`,
    found: (count, query) =>
      count === 1 ? `Ich habe ein Produkt für ${query} gefunden:` : `Ich habe ${count} Produkte für ${query} gefunden:`,
    nothingFound: (query) => `Ich habe nichts für ${query} gefunden.`,
  },
};
