import { createDirectory } from '../config/directory.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import type { SiteStore } from '../config/sites-file.ts';
import type { Change } from '../contract/changes.ts';
import type { ConfigProblem } from '../contract/errors.ts';
import { readSettings, type SettingRow } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { checkSite, withEdits } from './definitions.ts';

/** Kinds of the changes by which every process hears of what an operator did; their source is `etalage`. */
export const changeKinds = {
  /** A definition was edited: its key is `site/kind/key`. */
  setting: 'setting',
  /** The sites file is to be read again. */
  sites: 'sites',
  /** All that is remembered is to be dropped. */
  cache: 'cache',
} as const;

/** Whether a change is an operator's word to drop all that is remembered. */
export function isFlush({ source, kind }: Pick<Change, 'source' | 'kind'>): boolean {
  return source === 'etalage' && kind === changeKinds.cache;
}

/** The sites with what operators have edited. */
export interface EditedSites extends SiteStore {
  /** The sites as their file has them. */
  base(): SiteDirectory;
  /** What was edited, of all sites. */
  edits(): readonly SettingRow[];
  /** Why the edits of a site are not in force; empty when they are. */
  problems(site: string): readonly ConfigProblem[];
  /** Takes over what was written here, at once. */
  wrote(row: SettingRow): void;
  /** Follows changes of others. */
  changed(changes: readonly Change[]): void;
  /** What happened cannot be told: all is read again. */
  lost(): void;
  /** Resolves when all that was heard of is in force: what `etalage-after` waits for, too. */
  settled(): Promise<void>;
}

export interface EditedSitesOptions {
  readonly sites: SiteStore;
  readonly store: Store;
  /** Hears that edits could not be read, or that those of a site no longer fit its file and are left out. */
  readonly trouble: (what: string, detail: unknown) => void;
}

/** Reads what was edited, and keeps to it. @throws {StoreError} */
export async function openEditedSites({ sites, store, trouble }: EditedSitesOptions): Promise<EditedSites> {
  let rows: readonly SettingRow[] = await readSettings(store.db);
  let base: SiteDirectory | undefined;
  let current: SiteDirectory | undefined;
  let problems = new Map<string, readonly ConfigProblem[]>();
  const made = new Map<string, { site: Site; told: string; edited: Site }>();
  let reading: Promise<void> = Promise.resolve();

  function edit(site: Site, edits: readonly SettingRow[]): Site {
    const told = JSON.stringify(edits.map(({ kind, key, version }) => [kind, key, version]));
    const before = made.get(site.key);
    // The same object while nothing differs: what is remembered of a site hangs on it.
    if (before?.site === site && before.told === told) return before.edited;
    const edited = withEdits(site, edits);
    const wrong = checkSite(edited);
    if (wrong.length > 0) {
      problems.set(site.key, wrong);
      trouble('what operators edited of a site does not fit its file, and is left out', { site: site.key });
    } else problems.delete(site.key);
    const found = wrong.length > 0 ? site : edited;
    made.set(site.key, { site, told, edited: found });
    return found;
  }

  function compose(): SiteDirectory {
    const file = sites.current();
    if (current && base === file) return current;
    base = file;
    const bySite = Map.groupBy(rows, ({ site }) => site);
    problems = new Map([...problems].filter(([site]) => bySite.has(site)));
    current =
      rows.length === 0
        ? file
        : createDirectory(
            file.all.map((site) => {
              const edits = bySite.get(site.key);
              return edits ? edit(site, edits) : site;
            }),
          );
    return current;
  }

  function take(next: readonly SettingRow[]): void {
    rows = next;
    current = undefined;
  }

  async function readAgain(): Promise<void> {
    take(await readSettings(store.db));
  }

  return {
    file: sites.file,
    current: compose,
    async reload() {
      await sites.reload();
      return compose();
    },
    base: () => sites.current(),
    edits: () => rows,
    problems(site) {
      compose();
      return problems.get(site) ?? [];
    },
    wrote(row) {
      const isSame = (one: SettingRow) => one.site === row.site && one.kind === row.kind && one.key === row.key;
      const before = rows.find(isSame);
      if (before && before.version >= row.version) return;
      take([...rows.filter((one) => !isSame(one)), row]);
    },
    changed(changes) {
      const ours = changes.filter(({ source }) => source === 'etalage');
      const news = ours.filter(
        ({ kind, key, version }) =>
          kind === changeKinds.setting &&
          !rows.some((row) => nameOfSetting(row) === key && row.version >= (version ?? Number.POSITIVE_INFINITY)),
      );
      const isReload = ours.some(({ kind }) => kind === changeKinds.sites);
      if (news.length === 0 && !isReload) return;
      reading = reading
        .then(() => (news.length > 0 ? readAgain() : undefined))
        .then(() =>
          isReload ? void sites.reload().catch((error) => trouble('the sites stay as they are', error)) : undefined,
        )
        .catch((error: unknown) => trouble('what operators edited could not be read', error));
    },
    lost() {
      reading = reading
        .then(readAgain)
        .catch((error: unknown) => trouble('what operators edited could not be read', error));
    },
    settled: () => reading,
  };
}

/** As the change log names a definition. */
export function nameOfSetting({ site, kind, key }: Pick<SettingRow, 'site' | 'kind' | 'key'>): string {
  return `${site}/${kind}/${key}`;
}
