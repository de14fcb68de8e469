import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { compareSites } from '../config/compare-sites.ts';
import type { SiteStore } from '../config/sites-file.ts';
import { counted, print, printError } from './print.ts';

/** Reloads the sites and prints what changed, or why the old ones stay. */
export async function reloadSites(sites: SiteStore): Promise<void> {
  const before = sites.current();
  try {
    const after = await sites.reload();
    const changes = Object.entries(compareSites(before, after)).flatMap(([what, keys]) =>
      keys.length === 0 ? [] : [`${what} ${summary(keys)}`],
    );
    print(`Sites reloaded: ${changes.join('; ') || 'nothing changed'}. Now ${counted(after.all.length, 'site')}.`);
  } catch (error) {
    printError(error);
    print(`  The ${counted(before.all.length, 'site')} of before stay as they were.`, process.stderr);
  }
}

/** The first ten, and how many more. */
function summary(keys: readonly string[]): string {
  const more = keys.length - 10;
  return keys.slice(0, 10).join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

/** Editors write in several steps: wait until they have been quiet for so long, in milliseconds. */
const quiet = 100;

/** Reloads the sites whenever their file changes. */
export function watchSites(sites: SiteStore): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  // The folder, not the file: an editor that saves by renaming replaces the file that would be watched.
  return watch(dirname(sites.file), (_event, name) => {
    if (name !== basename(sites.file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => reloadSites(sites), quiet);
  });
}
