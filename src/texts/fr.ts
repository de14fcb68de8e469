import type { Texts } from './shape.ts';

export const fr: Texts = {
  availability: (status, quantity) => {
    switch (status) {
      case 'IN_STOCK':
        return 'En stock';
      case 'LOW_STOCK':
        return quantity === null
          ? 'Plus que quelques pièces'
          : `Plus que ${quantity} ${quantity === 1 ? 'pièce' : 'pièces'} en stock`;
      case 'OUT_OF_STOCK':
        return 'Épuisé';
      case 'BACKORDER':
        return 'En cours de réassort ; commandez dès maintenant';
      case 'PREORDER':
        return 'Bientôt disponible ; précommandez dès maintenant';
      case 'UNKNOWN':
        return 'Demandez-nous la disponibilité';
    }
  },
  badge: { NEW: 'Nouveau', SALE: 'Promotion', LAST_ITEMS: 'Dernières pièces' },
  reason: (code, title) => {
    switch (code) {
      case 'COMPLEMENTARY':
        return `Se marie bien avec ${title}`;
      case 'ALTERNATIVE':
        return `Proche de ${title}, et en stock`;
      case 'LOOK':
        return `Pensé pour aller avec ${title}`;
      case 'POPULAR':
        return 'Apprécié de nombreux clients';
      case 'EDITORIAL':
        return 'Choisi par notre rédaction';
    }
  },
  purchases: (count) => (count === 1 ? 'Acheté une fois cette semaine' : `Acheté ${count} fois cette semaine`),
  because: {
    always: 'Affiché à tous',
    channels: (channels) => `Affiché sur ${new Intl.ListFormat('fr').format(channels)}`,
    period: (from, until) =>
      from && until
        ? `Affiché du ${from} au ${until}`
        : from
          ? `Affiché à partir du ${from}`
          : `Affiché jusqu’au ${until}`,
  },
  consent: {
    ANALYTICS: 'Nous comptons les visites pour améliorer cette boutique',
    PERSONALISATION: 'Vous voyez ce qui vous convient, et moins du reste',
    MARKETING: 'Nous vous écrivons quand il y a quelque chose pour vous',
  },
  codeMail: (brand, code, minutes) => ({
    subject: `${brand} : votre code`,
    text: `Votre code est ${code}. Il est valable ${minutes} minutes, et seulement là où vous l’avez demandé.\n\nNe le donnez à personne : nous ne le demandons jamais. Si vous n’avez pas demandé de code, vous n’avez rien à faire.\n`,
  }),
  facet: { price: 'Prix', available: 'En stock', yes: 'Oui', no: 'Non' },
  speech: {
    price: (amount) => `Le prix est de ${amount}.`,
    priceFrom: (amount) => `Le prix commence à ${amount}.`,
    found: (count, query) =>
      count === 1 ? `J’ai trouvé un produit pour ${query} :` : `J’ai trouvé ${count} produits pour ${query} :`,
    nothingFound: (query) => `Je n’ai rien trouvé pour ${query}.`,
  },
};
