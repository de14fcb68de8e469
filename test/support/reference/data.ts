/** A backend of a handful of everything, in two languages: small enough to see, large enough for every rule of the contract. */
import type { CallSite } from '../../../src/contract/call.ts';
import type {
  CategoryReference,
  CustomerRecord,
  ImageRecord,
  LocationRecord,
  ReviewRecord,
  SlotRecord,
} from '../../../src/contract/records.ts';

export const dutch: CallSite = {
  ...{ key: 'linnen-nl', brand: 'linnen', country: 'NL', language: 'nl', currency: 'EUR', settings: {} },
};
export const british: CallSite = { ...dutch, key: 'linnen-gb', country: 'GB', language: 'en', currency: 'GBP' };

/** Text by language; Dutch is what this backend has when it lacks the language asked for. */
export type Words = { readonly nl: string; readonly en: string };

export interface Goods {
  readonly id: string;
  readonly title: Words;
  readonly colour: Words;
  readonly material: 'linen' | 'cotton';
  readonly category: 'bed' | 'bath';
  /** Minor units, one per variant, the same number in every currency. */
  readonly prices: readonly number[];
  readonly stock: number;
  readonly publishedAt: string;
}

const blue = { nl: 'blauw', en: 'blue' };
const white = { nl: 'wit', en: 'white' };

export const goods: readonly Goods[] = [
  ['sheet', 'Laken', 'Sheet', blue, 'linen', 'bed', [4500, 5500], 12, '2026-01-05'],
  ['pillow', 'Kussen', 'Pillow', white, 'cotton', 'bed', [2500], 0, '2026-03-01'],
  ['duvet', 'Dekbed', 'Duvet', white, 'linen', 'bed', [9900, 12900, 14900], 3, '2025-11-20'],
  ['towel', 'Handdoek', 'Towel', blue, 'cotton', 'bath', [1500], 40, '2026-02-14'],
  ['robe', 'Badjas', 'Robe', white, 'linen', 'bath', [6900, 6900], 7, '2026-02-01'],
].map(([id, nl, en, colour, material, category, prices, stock, publishedAt]) => ({
  ...{ id, title: { nl, en }, colour, material, category, prices, stock, publishedAt },
})) as readonly Goods[];

export const titles: Readonly<Record<string, Words>> = {
  home: { nl: 'Thuis', en: 'Home' },
  bed: { nl: 'Bed', en: 'Bed and sleep' },
  bath: { nl: 'Bad', en: 'Bath' },
};

export function categoryReference(id: string, word: (words: Words) => string): CategoryReference | null {
  const words = Object.hasOwn(titles, id) ? titles[id] : undefined;
  return words ? { id, handle: slug(word(words)), title: word(words) } : null;
}

export function slug(text: string): string {
  return text.toLowerCase().replaceAll(' ', '-');
}

export function imageOf(id: string, altText: string): ImageRecord {
  return { id, url: `https://images.test/${id}.jpg`, altText, width: 800, height: 600 };
}

export const reviews: readonly ReviewRecord[] = [
  ['r1', 'sheet', 5, '2026-05-01'],
  ['r2', 'sheet', 4, '2026-06-01'],
  ['r3', 'sheet', 3, '2026-04-01'],
  ['r4', 'towel', 2, '2026-04-02'],
].map(([id, productId, rating, day]) => ({
  ...{ id, productId, rating, title: null, body: 'Mooi.', author: 'A.', reply: null, status: 'PUBLISHED' },
  submittedAt: `${day}T10:00:00.000Z`,
})) as readonly ReviewRecord[];

export const locations: readonly LocationRecord[] = ['Utrecht', 'Delft', 'Breda'].map((city, index) => ({
  id: city.toLowerCase(),
  name: `Linnen ${city}`,
  address: { lines: [`Markt ${index + 1}`], city, postalCode: `100${index} AB`, country: 'NL' },
  latitude: 52 + index / 10,
  longitude: 5,
}));

export const customers: readonly CustomerRecord[] = ['c1', 'c2'].map((id) => ({
  ...{ id, email: `${id}@example.com`, firstName: 'Ada', lastName: null },
}));

export function slotOf(key: string, text: string): SlotRecord {
  const content = { type: 'Banner', text, tone: null, link: null, endsAt: '2026-12-31T23:00:00.000Z' } as const;
  return { key, variants: [{ key: 'default', priority: 0, content }] };
}

export const pages: readonly Words[] = [
  { nl: '/over-ons', en: '/about' },
  { nl: '/retour', en: '/returns' },
];
