import { type Market, markets } from '../data/markets.ts';
import type { Place } from '../data/types.ts';
import type { Random } from '../random.ts';
import type { Article, ArticleVariant } from './articles.ts';

/** Prices in minor units for a country; undefined where nobody set any. */
export function priceOf(article: Article, variant: ArticleVariant, country: string, random: Random) {
  const market = markets[country];
  if (!market) return undefined;
  const { from, to } = article.category.price;
  const [size = 0, second = 0] = variant.steps;
  const growth = 1 + size * 0.34 + second * 0.06;
  const local = market.level * (0.95 + random.roll(article.id, 'local', country) * 0.1);
  const list = believable((from + (to - from) * article.finish) * growth * local, article, market, country, random);
  if (random.roll(article.id, 'offer', country) >= market.offers) return { price: list, compareAt: null };
  const share = random.pick([0.9, 0.85, 0.8, 0.7], article.id, 'reduction');
  const price = believable((list / 100) * share, article, market, country, random);
  return { price, compareAt: price < list ? list : null };
}

/** 1,132.40 becomes 1,129.00, 312.10 becomes 309.00 and 11.87 becomes 11.95: the ends that shops in that country use. */
function believable(amount: number, article: Article, market: Market, country: string, random: Random): number {
  if (amount >= 200) return (Math.round(amount / 10) * 10 - 1) * 100;
  if (amount >= 100) return (Math.round(amount / 5) * 5 - 1) * 100;
  return Math.max(1, Math.floor(amount)) * 100 + random.pick(market.endings, article.id, 'ending', country);
}

/** What is promised of an article of which none lies anywhere: to be made, to come with the cloth it waits for, or nothing. */
export function whenEmptyOf({ id, category }: Article, random: Random): 'BACKORDER' | 'PREORDER' | 'DENY' {
  if (category.madeToMeasure) return random.roll(id, 'cloth') < 0.25 ? 'PREORDER' : 'BACKORDER';
  return category.madeToOrder ? 'BACKORDER' : 'DENY';
}

/** Units of a SKU that lie at a place. Some SKUs are sold out everywhere, some are nearly so. */
export function quantityOf(sku: string, place: Place, random: Random): number {
  const fate = random.roll(sku, 'fate');
  if (fate < 0.05) return 0;
  const chance = random.roll(sku, place.key, 'stock');
  if (fate < 0.14) return chance < 0.7 ? 0 : random.whole(1, 2, sku, place.key);
  if (place.warehouse) return chance < 0.1 ? 0 : random.whole(25, 640, sku, place.key);
  if (chance < 0.16) return 0;
  if (chance < 0.5) return random.whole(1, 9, sku, place.key);
  return random.whole(10, 48, sku, place.key);
}

/** Units bought in a country in a week: a few sell a lot, most sell a little. */
export function weeklyPurchases(article: Article, country: string, random: Random): number {
  const rank = random.roll(article.id, 'appeal') * 0.8 + random.roll(article.id, 'appeal', country) * 0.2;
  const busy = article.category.price.from < 60 ? 180 : 60;
  return Math.floor(busy * rank ** 5);
}

/** Days since the first day of sale, up to three years. */
export function ageInDays(article: Article, random: Random): number {
  return 3 + Math.floor(random.roll(article.id, 'age') ** 1.6 * 1092);
}
