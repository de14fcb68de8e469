import type { KindDirectory } from '../cache/kinds.ts';
import { facetTag, groupsTag, wholeTag } from '../cache/tags.ts';
import type { Change } from '../contract/changes.ts';

/** What a change may move, by the names that CDNs are told with answers. */
export interface MovedTags {
  readonly tags: readonly string[];
  /** False when an answer may have been told another name: the product that a variant belongs to was not read yet. */
  readonly complete: boolean;
}

export interface MovedTagsOptions {
  readonly kindOf: KindDirectory;
  /** The CDN's name of a tag on a site; null when the product that it belongs to is not known. */
  readonly nameOf: (tag: string, site: string) => string | null;
  /** All keys of sites. */
  readonly sites: () => readonly string[];
}

/**
 * Answers which tags a change may move, whether or not this process has ever served an answer that has them: a storefront
 * keeps pages longer than we remember. Facets are taken from what the source says; without a word of it all may have moved.
 * Lists depend on groups, and which groups an entity left or entered a change does not say: so all of its kind move.
 */
export function createMovedTags({ kindOf, nameOf, sites }: MovedTagsOptions): (change: Change) => MovedTags {
  return ({ kind, key, facets, sites: concerned }) => {
    const declared = kindOf(kind);
    const moved = [
      wholeTag(kind, key),
      ...Object.keys(declared?.facets ?? {})
        .filter((facet) => facets === null || facets.includes(facet))
        .map((facet) => facetTag(kind, key, facet)),
      ...(declared?.groups ? [groupsTag(kind)] : []),
    ];
    const tags = new Set<string>();
    let complete = true;
    for (const tag of moved) {
      const names = (concerned ?? sites()).map((site) => nameOf(tag, site));
      for (const name of names) if (name !== null) tags.add(name);
      if (names.some((name) => name === null)) {
        complete = false;
        tags.add(tag);
      }
    }
    return { tags: [...tags].sort(), complete };
  };
}
