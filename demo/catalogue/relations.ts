import type { Random } from '../random.ts';
import type { Article, Catalogue } from './articles.ts';

/**
 * What merchandisers linked: what goes with an article, what can stand in for it, and its line in other categories
 * (the bed, the nightstand and the duvet that share a name make a room).
 */
export function relationsOf(article: Article, catalogue: Catalogue, random: Random) {
  const { category, ordinal, id } = article;
  const perCategory = Math.max(1, Math.floor(catalogue.count / catalogue.brand.categories.length));
  const near = (key: string, purpose: string) =>
    catalogue.inCategory(key, random.whole(0, Math.min(perCategory, 24) - 1, id, purpose, key)) ??
    catalogue.inCategory(key, 0);
  const unique = (articles: readonly (Article | undefined)[]) => [
    ...new Set(articles.flatMap((one) => (one && one.id !== id ? [one.id] : []))),
  ];
  return {
    complementary: unique(category.goesWith.flatMap((key) => [near(key, 'first'), near(key, 'second')])).slice(0, 5),
    alternative: unique([1, 2, 3, -1, -2, -3].map((step) => catalogue.inCategory(category.key, ordinal + step))).slice(
      0,
      4,
    ),
    look: unique(
      catalogue.brand.categories
        .filter(({ key }) => key !== category.key)
        .map(({ key }) => catalogue.inCategory(key, ordinal)),
    ).slice(0, 4),
  };
}
