/**
 * Values for the examples' variables that work on the present site. The page finds them by asking the site itself: its
 * best-selling product, a word of that product's title, and the category that a suggestion for the title names. So a site
 * needs no settings for its playground, and no sample outlives the product it names.
 */
import { ask } from './ask.ts';
import type { Example } from './examples.ts';

/** By meaning: `product.handle`, `category.handle`, `page.path`, `search.query`. What a site does not have is left out. */
export type Samples = Readonly<Record<string, string | readonly string[]>>;

interface FirstProduct {
  readonly search: { readonly nodes: readonly { readonly handle: string; readonly title: string }[] } | null;
  readonly page: { readonly path: string } | null;
}

const firstProduct = `query PlaygroundProduct {
  search(query: "", sort: BEST_SELLING, first: 1) { nodes { handle title } }
  page(path: "/") { path }
}`;

interface ItsCategory {
  readonly predictiveSearch: { readonly categories: readonly { readonly handle: string }[] } | null;
}

/** A product does not tell its category, but suggestions come with the categories of what they found. */
const itsCategory = `query PlaygroundCategory($title: String!) {
  predictiveSearch(query: $title) { categories { handle } }
}`;

/** Never fails: where a site cannot say, its examples are left without variables, and say so themselves. */
export async function findSamples(endpoint: string): Promise<Samples> {
  const samples: Record<string, string | readonly string[]> = {};
  try {
    const { search, page } = (await ask<FirstProduct>(endpoint, firstProduct)) ?? {};
    if (page) samples['page.path'] = page.path;
    const product = search?.nodes[0];
    if (!product) return samples;
    samples['product.handle'] = product.handle;
    samples['productChanged.handles'] = [product.handle];
    const word = product.title.toLowerCase().match(/\p{L}{4,}/u)?.[0] ?? product.title;
    samples['search.query'] = word;
    samples['predictiveSearch.query'] = word.slice(0, 4);
    const { predictiveSearch } = (await ask<ItsCategory>(endpoint, itsCategory, { title: product.title })) ?? {};
    const category = predictiveSearch?.categories[0];
    if (category) samples['category.handle'] = category.handle;
  } catch (error) {
    console.warn('The playground found no values for its examples:', error);
  }
  return samples;
}

/** JSON with comments, as the editor takes it: every variable that must be given, filled in where the site has a sample. */
export function variablesFor({ variables }: Example, samples: Samples): string {
  if (variables.length === 0) return '';
  const lines = variables.map(({ name, means }, index) => {
    const comma = index < variables.length - 1 ? ',' : '';
    const line = `  ${JSON.stringify(name)}: ${JSON.stringify(samples[means] ?? '')}${comma}`;
    return means in samples ? line : `${line} // ${means}: this site offered none by itself, so fill one in`;
  });
  return `{\n${lines.join('\n')}\n}`;
}

export function isFilled({ variables }: Example, samples: Samples): boolean {
  return variables.every(({ means }) => means in samples);
}
