import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The folder of our own package.json, as a URL that ends with a slash: above `src` in a clone, above `dist` when installed. */
export function packageRoot(): URL {
  const file = findPackageJSON(import.meta.url);
  if (!file) throw new Error(`expected a package.json above ${import.meta.url}`);
  return new URL('./', pathToFileURL(file));
}
