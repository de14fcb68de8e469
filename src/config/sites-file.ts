import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Connector } from '../contract/connector.ts';
import { ConfigError, type ConfigProblem } from '../contract/errors.ts';
import { checkReferences } from './check-references.ts';
import { checkRelevance } from './check-relevance.ts';
import { createDirectory } from './directory.ts';
import { parseJson } from './parse-json.ts';
import { problemsOf } from './problems.ts';
import { resolveSites } from './resolve-sites.ts';
import type { Site, SiteDirectory } from './site.ts';
import { sitesSchema } from './sites-schema.ts';

/** The sites as they are now. */
export interface SiteStore {
  /** Absolute path of the file that they come from. */
  readonly file: string;
  /** The directory of the last good load: take it once per request, and hold to it. */
  current(): SiteDirectory;
  /**
   * Reads the file again. Reloads run one after the other; a request that holds the old directory keeps it.
   *
   * @throws {ConfigError} when the file is wrong; then `current` stays what it was.
   */
  reload(): Promise<SiteDirectory>;
}

/**
 * Reads the sites file and keeps what it says.
 *
 * @param reserved first parts of paths that the configuration's own routes take, besides those of the server.
 * @throws {ConfigError} with every problem of the file.
 */
export function createSiteStore(
  source: string | URL,
  connectors: readonly Connector[],
  reserved: readonly string[] = [],
): SiteStore {
  const file = source instanceof URL ? fileURLToPath(source) : source;
  let directory = parseSites(file, readNow(file), connectors, reserved);
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<SiteDirectory> {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw unreadable(file, cause);
    });
    directory = parseSites(file, text, connectors, reserved);
    return directory;
  }

  return {
    file,
    current: () => directory,
    reload() {
      // In turn, so that an older reading can never replace a newer one; a failed one must not stop the next.
      const reload = last.then(read, read);
      last = reload;
      return reload;
    },
  };
}

function readNow(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): ConfigError {
  const found = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : `an error: ${cause}`;
  return new ConfigError(file, [{ path: '', expected: 'a sites file, JSON', found }], { cause });
}

/** What decides on each site. What a site has from its brand or group is wrong at the first that has it. */
function checkSites(sites: readonly Site[]): ConfigProblem[] {
  const seen = new Set<string>();
  return sites.flatMap((site) => {
    const { key, brand, country, timeZone, segments, experiments, caps, slots } = site;
    const told = JSON.stringify([country, timeZone, segments, experiments, caps, slots]);
    if (seen.has(told)) return [];
    seen.add(told);
    return checkRelevance(site, ['brands', brand.key, 'sites', key]);
  });
}

/**
 * The directory that a sites file describes.
 *
 * @throws {ConfigError} with every problem: of syntax, else of shape, else of names and between sites.
 */
export function parseSites(
  file: string,
  text: string,
  connectors: readonly Connector[],
  reserved: readonly string[] = [],
): SiteDirectory {
  const input = parseJson(file, text);
  const parsed = sitesSchema.safeParse(input);
  if (!parsed.success) throw new ConfigError(file, problemsOf(sitesSchema, parsed.error, input));
  const { sites, problems } = resolveSites(parsed.data, reserved);
  const all = [...checkReferences(parsed.data, connectors), ...checkSites(sites), ...problems];
  if (all.length > 0) throw new ConfigError(file, all);
  return createDirectory(sites);
}
