import { handleOf } from '../catalogue/articles.ts';
import { priceOf } from '../catalogue/numbers.ts';
import { languageCopy } from '../catalogue/text.ts';
import { markets } from '../data/markets.ts';
import { day, type World } from '../world.ts';

export interface Contact {
  readonly contactId: string;
  readonly brand: string;
  readonly country: string;
  readonly language: string;
  readonly emailAddress: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** An order in the contact's history; amounts in minor units. */
export interface PastOrder {
  readonly orderNumber: string;
  readonly placedAt: string;
  readonly channel: string;
  readonly currency: string;
  readonly total: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitAmount: number }[];
}

/** Something a contact did, by the names of the Segment e-commerce spec. */
export interface Interaction {
  readonly at: string;
  readonly name: 'PRODUCT_VIEWED' | 'PRODUCT_ADDED' | 'PRODUCTS_SEARCHED' | 'ORDER_COMPLETED';
  readonly channel: string;
  readonly articleRef: string | null;
}

/** Where the demo's contacts live, by brand: `ct-10001` is the first of the first place. */
const homes = [
  { brand: 'nachtwit', country: 'NL', language: 'nl' },
  { brand: 'nachtwit', country: 'BE', language: 'fr' },
  { brand: 'zalf', country: 'NL', language: 'nl' },
  { brand: 'zalf', country: 'GB', language: 'en' },
  { brand: 'helder', country: 'NL', language: 'nl' },
  { brand: 'helder', country: 'GB', language: 'en' },
  { brand: 'helder', country: 'DE', language: 'de' },
  { brand: 'rits', country: 'NL', language: 'nl' },
  { brand: 'nachtwit', country: 'DE', language: 'de' },
  { brand: 'zalf', country: 'FR', language: 'fr' },
] as const;

export const contactCount = 1_200;

export function contactAt(index: number, { random }: World): Contact {
  const { brand, country, language } = homes[index % homes.length] as (typeof homes)[number];
  const contactId = `ct-${10_001 + index}`;
  const words = languageCopy(language);
  const givenName = random.pick(words.firstNames, contactId, 'given');
  const familyName = random.pick(words.lastNames, contactId, 'family');
  return {
    contactId,
    brand,
    country,
    language,
    emailAddress: `${handleOf(givenName)}.${handleOf(familyName)}.${index + 1}@mail.example`,
    givenName,
    familyName: random.roll(contactId, 'shy') < 0.1 ? null : familyName,
  };
}

const channels = ['WEB', 'WEB', 'APP', 'STORE', 'CHAT'];

/** Orders of the last two years, newest first. Half of all contacts ordered once or twice, a few often, some never. */
export function ordersOf(contact: Contact, world: World): readonly PastOrder[] {
  const { random } = world;
  const catalogue = world.catalogue(contact.brand);
  const currency = markets[contact.country]?.currency;
  if (!catalogue || !currency) return [];
  const count = Math.floor(random.roll(contact.contactId, 'orders') ** 2 * 9);
  return Array.from({ length: count }, (_, n) => {
    const orderNumber = `${catalogue.brand.prefix.toUpperCase()}${contact.contactId.slice(3)}-${n + 1}`;
    const lines = Array.from({ length: random.whole(1, 4, orderNumber, 'lines') }, (_, line) => {
      const article = catalogue.at(random.whole(0, Math.min(catalogue.count, 500) - 1, orderNumber, line));
      const variant = random.pick(article.variants, orderNumber, line, 'variant');
      const unitAmount = priceOf(article, variant, contact.country, random)?.price ?? 0;
      return { sku: variant.sku, quantity: random.roll(orderNumber, line, 'many') < 0.2 ? 2 : 1, unitAmount };
    });
    return {
      orderNumber,
      placedAt: new Date(world.today - Math.floor((1 + random.roll(orderNumber, 'age') * 729) * day)).toISOString(),
      channel: random.pick(channels, orderNumber, 'channel'),
      currency,
      total: lines.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0),
      lines,
    };
  }).sort((a, b) => (a.placedAt < b.placedAt ? 1 : -1));
}

/** What a contact did in the last ninety days, newest first; orders of that time included. */
export function interactionsOf(contact: Contact, world: World): readonly Interaction[] {
  const { random } = world;
  const catalogue = world.catalogue(contact.brand);
  if (!catalogue) return [];
  const { contactId } = contact;
  const seen = Array.from({ length: random.whole(2, 40, contactId, 'seen') }, (_, n): Interaction => {
    const chance = random.roll(contactId, n, 'what');
    const name = chance < 0.74 ? 'PRODUCT_VIEWED' : chance < 0.88 ? 'PRODUCTS_SEARCHED' : 'PRODUCT_ADDED';
    const article = catalogue.at(random.whole(0, Math.min(catalogue.count, 500) - 1, contactId, n));
    return {
      at: new Date(world.today - Math.floor(random.roll(contactId, n, 'when') * 90 * day)).toISOString(),
      name,
      channel: random.pick(channels, contactId, n, 'channel'),
      articleRef: name === 'PRODUCTS_SEARCHED' ? null : article.id,
    };
  });
  const since = new Date(world.today - 90 * day).toISOString();
  const bought = ordersOf(contact, world)
    .filter(({ placedAt }) => placedAt >= since)
    .map(
      ({ placedAt, channel }): Interaction => ({ at: placedAt, name: 'ORDER_COMPLETED', channel, articleRef: null }),
    );
  return [...seen, ...bought].sort((a, b) => (a.at < b.at ? 1 : -1));
}
