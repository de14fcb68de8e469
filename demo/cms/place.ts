import type { Catalogue } from '../catalogue/articles.ts';
import type { PageCopy } from '../data/types.ts';
import type { Entry, Place } from './backend.ts';

type Option = Place['options'][number];

/** An option as an editor fills it in: what is left out is for everybody, always. */
export type Draft = Pick<Option, 'block'> & Partial<Option>;

export const place = (name: string, drafts: readonly Draft[]): Place => ({
  name,
  options: drafts.map((draft, at) => ({
    id: `${name}-${at + 1}`,
    rank: 0,
    channels: null,
    audiences: null,
    trial: null,
    cap: null,
    from: null,
    until: null,
    ...draft,
  })),
});

export const pageOf = (
  { brand }: Catalogue,
  name: string,
  { path, title, description }: Omit<PageCopy, 'html'>,
  places: readonly Place[],
): Entry => ({
  entryId: `${brand.key}-page-${name}`,
  contentType: 'page',
  fields: { path, title, description },
  places,
});
