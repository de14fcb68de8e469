import type { Article, Catalogue } from '../catalogue/articles.ts';
import type { Random } from '../random.ts';
import { paintOf } from './draw-product.ts';
import { drawScene } from './draw-scene.ts';
import { shapes } from './shapes.ts';

/** Where things stand on the near hill of a landscape of 1600 x 900: left, height and scale of each, the farthest first. */
const places: readonly (readonly (readonly [x: number, y: number, scale: number])[])[] = [
  [],
  [[800, 830, 0.62]],
  [
    [1090, 800, 0.46],
    [560, 840, 0.54],
  ],
  [
    [1200, 780, 0.4],
    [430, 790, 0.42],
    [820, 850, 0.52],
  ],
];

/** A few of a brand's products in a landscape. */
export function drawStill(
  { brand }: Catalogue,
  articles: readonly (Article | undefined)[],
  name: string,
  random: Random,
): string {
  const shown = articles.filter((article) => article !== undefined).slice(0, places.length - 1);
  const standing = shown.map((article, nth) => {
    const [x = 0, y = 0, scale = 1] = places[shown.length]?.[nth] ?? [];
    const shape = shapes[article.category.shape](paintOf(brand, article, random));
    // Shapes share names of gradients and weaves; within one picture each needs its own.
    const own = shape.replaceAll(/(id="|url\(#)(\w+)/g, `$1$2${nth}`);
    return [
      `<ellipse cx="${x}" cy="${y + 8}" rx="${400 * scale}" ry="${34 * scale}" opacity=".2"/>`,
      `<g transform="translate(${x - 600 * scale} ${y - 960 * scale}) scale(${scale})">${own}</g>`,
    ].join('');
  });
  return drawScene(brand, name, random) + standing.join('');
}
