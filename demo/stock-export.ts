import type { Shop } from './shop/backend.ts';
import type { Stock } from './stock/backend.ts';
import type { World } from './world.ts';

/** The export between two systems that every group has: the shop learns which products the stock system can still deliver. */
export function exportStock(world: World, stock: Stock, shop: Shop): void {
  stock.feed.listen(({ sku }) => {
    for (const catalogue of world.catalogues) {
      const article = catalogue.bySku(sku)?.article;
      if (!article) continue;
      // Its search index follows in a moment; whoever wants to wait for that has `shop.indexed()`.
      for (const country of new Set(catalogue.brand.places.flatMap(({ serves }) => serves)))
        void shop.setInStock(
          article.id,
          country,
          article.category.madeToMeasure === true ||
            article.variants.some((variant) => stock.available(variant.sku, country) > 0),
        );
    }
  });
}
