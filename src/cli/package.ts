import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version in our own package.json: two folders up in a clone, three from `dist`. */
export function readVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (!file) throw new Error(`expected a package.json above ${import.meta.url}`);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
