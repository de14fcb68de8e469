import type { Article } from '../catalogue/articles.ts';
import type { BrandRange, Shape } from '../data/types.ts';
import type { Random } from '../random.ts';
import type { View } from './assets.ts';
import { drawScene } from './draw-scene.ts';
import type { Paint } from './pencil.ts';
import { shapes } from './shapes.ts';

/** A product, 1200 x 1200: on a plain ground, close up, or standing in a landscape. */
export function drawProduct(brand: BrandRange, article: Article, view: View, random: Random): string {
  const paint = paintOf(brand, article, random);
  const [sky, , , light] = random.pick(brand.scenery, article.id, 'ground');
  if (view === 'scene')
    return [
      `<g transform="translate(-200 0) scale(1.34)">${drawScene(brand, article.id, random)}</g>`,
      '<ellipse cx="600" cy="985" rx="420" ry="40" opacity=".18"/>',
      `<g transform="translate(150 240) scale(.75)">${shapes[article.category.shape](paint)}</g>`,
    ].join('');
  const ground = `<rect width="1200" height="1200" fill="${light}"/><circle cx="600" cy="600" r="500" fill="${sky}" opacity=".45"/>`;
  if (view === 'front')
    return `${ground}<ellipse cx="600" cy="965" rx="430" ry="34" opacity=".1"/>${shapes[article.category.shape](paint)}`;
  return `${ground}<g transform="translate(-720 -780) scale(2.2)">${shapes[article.category.shape](paint)}</g>${hard.has(article.category.shape) ? '' : weave(paint.dark)}`;
}

/** Colours of the product: of an option or trait that has one, else one of the brand's, the same for all its views. */
export function paintOf(brand: BrandRange, article: Article, random: Random): Paint {
  const firstChoices = Object.fromEntries(Object.entries(article.choices).map(([key, [first = '']]) => [key, first]));
  const own = [...Object.values(firstChoices), ...Object.values(article.traits)]
    .map((value) => brand.colours[value])
    .find(Boolean);
  const main = own ?? random.pick(Object.values(brand.colours), article.id, 'colour');
  return {
    main,
    dark: shade(main, 0.72),
    light: shade(main, 1.16),
    accent: random.pick(Object.values(brand.colours), article.id, 'accent'),
    label: article.line,
    turn: random.whole(-3, 3, article.id, 'turn'),
    values: { ...article.traits, ...firstChoices },
  };
}

function shade(colour: string, by: number): string {
  const parts = [1, 3, 5].map((at) => Math.min(255, Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * by)));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Shapes of what has no threads that a close-up could show. */
const hard: ReadonlySet<Shape> = new Set(['frame', 'sunglasses', 'contact-lens', 'spray', 'case']);

/** Threads over a close-up. */
function weave(colour: string): string {
  const lines = Array.from({ length: 40 }, (_, at) => `M0 ${at * 30}H1200M${at * 30} 0V1200`).join('');
  return `<path d="${lines}" stroke="${colour}" stroke-width="2" opacity=".12"/>`;
}
