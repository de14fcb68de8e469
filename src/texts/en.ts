import type { Texts } from './shape.ts';

export const en: Texts = {
  availability: (status, quantity) => {
    switch (status) {
      case 'IN_STOCK':
        return 'In stock';
      case 'LOW_STOCK':
        return quantity === null ? 'Only a few left' : `Only ${quantity} left`;
      case 'OUT_OF_STOCK':
        return 'Sold out';
      case 'BACKORDER':
        return 'On its way to us; order it now';
      case 'PREORDER':
        return 'Coming soon; order it in advance';
      case 'UNKNOWN':
        return 'Ask us whether it is in stock';
    }
  },
  badge: { NEW: 'New', SALE: 'Sale', LAST_ITEMS: 'Last items' },
  reason: (code, title) => {
    switch (code) {
      case 'COMPLEMENTARY':
        return `Goes well with ${title}`;
      case 'ALTERNATIVE':
        return `Like ${title}, and in stock`;
      case 'LOOK':
        return `Made to go together with ${title}`;
      case 'POPULAR':
        return 'Loved by many customers';
      case 'EDITORIAL':
        return 'Chosen by our editors';
    }
  },
  purchases: (count) => (count === 1 ? 'Bought once this week' : `Bought ${count} times this week`),
  because: {
    always: 'Shown to everyone',
    channels: (channels) => `Shown on ${new Intl.ListFormat('en').format(channels)}`,
    period: (from, until) =>
      from && until ? `Shown from ${from} until ${until}` : from ? `Shown from ${from}` : `Shown until ${until}`,
  },
  consent: {
    ANALYTICS: 'We count visits, so that we can improve this shop',
    PERSONALISATION: 'You see what suits you, and less of what does not',
    MARKETING: 'We write to you when there is something for you',
  },
  codeMail: (brand, code, minutes) => ({
    subject: `${brand}: your code`,
    text: `Your code is ${code}. It is good for ${minutes} minutes, and only where you asked for it.\n\nTell it to nobody: we never ask for it. If you did not ask for a code, you need do nothing.\n`,
  }),
  facet: { price: 'Price', available: 'In stock', yes: 'Yes', no: 'No' },
  speech: {
    price: (amount) => `It costs ${amount}.`,
    priceFrom: (amount) => `It starts at ${amount}.`,
    found: (count, query) =>
      count === 1 ? `I found one product for ${query}:` : `I found ${count} products for ${query}:`,
    nothingFound: (query) => `I found nothing for ${query}.`,
  },
};
