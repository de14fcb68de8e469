import type { ConfigProblem } from '../contract/errors.ts';
import { type SettingRow, writeSetting } from '../store/settings.ts';
import { ActionError, type Actions } from './actions.ts';
import { checkDefinition, checkSite, type DefinitionName, definitionOf, withEdits } from './definitions.ts';
import { changeKinds, type EditedSites, nameOfSetting } from './edited-sites.ts';

/** What is to become of a definition. */
export interface Edit extends DefinitionName {
  /** The mutation: `segmentUpdate`. */
  readonly action: string;
  readonly site: string;
  /** Null takes it away. */
  readonly definition: unknown;
  /** The version that was looked at; `'NEW'` where there must be none. */
  readonly expected: number | 'NEW';
}

/** Of a definition in the store; 0 for one that is as the sites file has it. */
export function versionOf(sites: Pick<EditedSites, 'edits'>, site: string, { kind, key }: DefinitionName): number {
  return rowOf(sites, site, { kind, key })?.version ?? 0;
}

function rowOf(sites: Pick<EditedSites, 'edits'>, site: string, { kind, key }: DefinitionName): SettingRow | undefined {
  return sites.edits().find((row) => row.site === site && row.kind === kind && row.key === key);
}

/**
 * Writes a definition, if it is right by itself and with all others of the site, and nobody has changed it since.
 *
 * @returns a cursor. @throws {ActionError}
 */
export async function writeEdit(
  edit: Edit,
  { sites, actions, actor, now }: { sites: EditedSites; actions: Actions; actor: string; now: () => number },
): Promise<string> {
  await sites.settled();
  const { site: siteKey, kind, key, definition, expected, action } = edit;
  const site = sites.current().byKey(siteKey);
  if (!site) throw new ActionError('NOT_FOUND', `there is no site ${siteKey}`);
  const before = definitionOf(site, edit);
  if (expected === 'NEW' && before !== undefined)
    throw new ActionError('EXISTS', `${siteKey} has ${kind} ${key} already`);
  if (expected !== 'NEW' && before === undefined)
    throw new ActionError('NOT_FOUND', `${siteKey} has no ${kind} ${key}`);
  const version = versionOf(sites, siteKey, edit);
  if (expected !== 'NEW' && version !== expected) throw conflict(expected, version);

  if (definition !== null) refuse(checkDefinition(edit, definition));
  const value = definition === null ? null : JSON.stringify(definition);
  refuse(checkSite(withEdits(site, [{ kind, key, value }])), `${kind === 'slotVariant' ? 'slots' : `${kind}s.${key}`}`);

  const row: SettingRow = {
    ...{ site: siteKey, kind, key, version: version + 1, value },
    ...{ changed_by: actor, changed_at: now() },
  };
  const { cursor } = await actions.change(async ({ tx, log }) => {
    if (!(await writeSetting(tx, row))) throw conflict(version, 'a newer one');
    log([
      {
        kind: changeKinds.setting,
        key: nameOfSetting(row),
        version: row.version,
        sites: [siteKey],
        at: row.changed_at,
      },
    ]);
    tx.afterCommit(() => sites.wrote(row));
    const deed = { action, target: `${kind} ${key}`, site: siteKey, before, after: definition };
    return { deed, answer: null };
  });
  return cursor;
}

function conflict(expected: number, found: number | string): ActionError {
  return new ActionError('VERSION_CONFLICT', `expected version ${expected}, found ${found}: look at it again`);
}

/** @param own where the definition is among those of its site: what is wrong there is told by the path within it. */
function refuse(problems: readonly ConfigProblem[], own = ''): void {
  if (problems.length === 0) return;
  const errors = problems.map(({ path, expected, found, suggestion }) => ({
    field: own && path.startsWith(`${own}.`) ? path.slice(own.length + 1) : path,
    message: `expected ${expected}, found ${found}${suggestion ? `; did you mean ${suggestion}?` : ''}`,
  }));
  throw new ActionError('INVALID', 'it is not what it must be', errors);
}
