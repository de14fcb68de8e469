import type { RequestContext } from '../context/context.ts';
import { type Money, toDecimal } from '../contract/money.ts';
import type { PriceRecord } from '../contract/records.ts';
import type { Speech } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import type { Product } from '../loaders/product.ts';
import { both, chain, type Soon } from '../loaders/soon.ts';
import { sayAvailability } from './availability.ts';
import { orMissing } from './missing.ts';
import { offerOf, pricesOf, rangeOf } from './product-facts.ts';

/** Words that a synthesiser says in a second: the 150 words a minute of conversational English. */
const wordsPerSecond = 2.5;

/** What to say about a product: its name, price and availability first, then as much of its description as fits. */
export function describeProduct(
  product: Product,
  maxSeconds: number | null,
  context: RequestContext,
  place: Place,
): Soon<Speech> {
  const read = both(
    () => orMissing(() => pricesOf(product, context, place), context, place),
    () => orMissing(() => sayAvailability(offerOf(product), context, place), context, place),
  );
  return chain(read, ([prices, message]) => speak(sentencesAbout(product, prices, message, context), maxSeconds));
}

function sentencesAbout(
  product: Product,
  prices: readonly (PriceRecord | null)[] | null,
  message: string | null,
  { site, texts }: RequestContext,
): string[] {
  const sentences = [`${product.title}.`];
  const range = rangeOf(prices ?? []);
  if (range) {
    const { price, priceFrom } = texts.speech;
    const amount = sayMoney(range.min, site.locale);
    sentences.push(range.min.minor === range.max.minor ? price(amount) : priceFrom(amount));
  }
  if (message) sentences.push(`${message}.`);
  sentences.push(...sentencesOf(toPlainText(product.descriptionHtml ?? ''), site.language));
  return sentences;
}

/** Sentences as speech: whole ones only, as many as can be said in the time, but always the first. */
export function speak(sentences: readonly string[], maxSeconds: number | null): Speech {
  const budget = maxSeconds === null ? Number.POSITIVE_INFINITY : maxSeconds * wordsPerSecond;
  const said: string[] = [];
  let words = 0;
  for (const sentence of sentences) {
    words += sentence.split(/\s+/).length;
    if (words > budget && said.length > 0) break;
    said.push(sentence);
  }
  return {
    text: said.join(' '),
    ssml: `<speak>${said.map((sentence) => `<s>${escapeXml(sentence)}</s>`).join('')}</speak>`,
  };
}

function sayMoney(money: Money, locale: string): string {
  // Exact: Intl formats a decimal string without going through a float.
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(
    toDecimal(money) as Intl.StringNumericLiteral,
  );
}

function toPlainText(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
  return html
    .replace(/<\/(p|li|h\d|div)>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) => {
      if (name) return named[name.toLowerCase()] ?? entity;
      const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/\s+/g, ' ')
    .trim();
}

function sentencesOf(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean);
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
