import type { SiteDirectory } from './site.ts';

/** Keys of sites, in the order of their files. */
export interface SiteChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What a reload changed. A site has changed when anything of it has, inherited values included: its hash tells. */
export function compareSites(before: SiteDirectory, after: SiteDirectory): SiteChanges {
  const keys = (directory: SiteDirectory) => directory.all.map(({ key }) => key);
  return {
    added: keys(after).filter((key) => !before.byKey(key)),
    removed: keys(before).filter((key) => !after.byKey(key)),
    changed: keys(after).filter((key) => before.byKey(key) && before.byKey(key)?.hash !== after.byKey(key)?.hash),
  };
}
