import type { Change } from '../../src/contract/changes.ts';
import { type Item, keys } from './program.ts';

interface Edit {
  readonly key: string;
  readonly item: Item;
  /** Counts the edits of one item from 0, its first value. */
  readonly version: number;
  readonly at: number;
}

/**
 * A backend with a few items. An edit happens, is shown by its API (at once or later), and is written to the log; where
 * edits have versions, its webhook may be faster than its API.
 */
export function createBackend(first: Readonly<Record<string, Item>>, versioned: boolean, clock: () => number) {
  const edits = new Map<string, Edit[]>(
    keys.map((key) => [key, [{ key, item: first[key] as Item, version: 0, at: clock() }]]),
  );
  const shown = new Map<string, number>(keys.map((key) => [key, 0]));
  const unlogged: Edit[] = [];
  const log: Change[] = [];
  const editsOf = (key: string) => edits.get(key) as Edit[];
  const shownOf = (key: string) => shown.get(key) as number;
  const item = (key: string) => (editsOf(key)[shownOf(key)] as Edit).item;

  /** The oldest edit of some item that is not in the log yet. */
  function write(nth: number): boolean {
    const picked = unlogged[nth % unlogged.length];
    const edit = unlogged.find(({ key }) => key === picked?.key);
    if (edit === undefined) return false;
    unlogged.splice(unlogged.indexOf(edit), 1);
    const { key, version, at } = edit;
    const common = { position: log.length + 1, id: String(version), at, source: 'model', facets: null, sites: null };
    log.push({ ...common, kind: 'item', key, version: versioned ? version : null });
    return true;
  }

  return {
    log,
    item,
    write,
    shown: shownOf,
    list: (group: string) => listOf(group, item),
    version: (key: string) => (versioned ? { model: shownOf(key) } : undefined),
    edit(key: string, value: Item, atOnce: boolean) {
      const version = editsOf(key).length;
      const edit = { key, item: value, version, at: clock() };
      editsOf(key).push(edit);
      unlogged.push(edit);
      if (atOnce || !versioned) shown.set(key, version);
    },
    show(key: string) {
      shown.set(key, Math.min(shownOf(key) + 1, editsOf(key).length - 1));
    },
    /** A webhook is delivered once more, late. */
    repeat(nth: number) {
      const change = log[nth % log.length];
      if (change) log.push({ ...change, position: log.length + 1 });
    },
    /** Everything is shown and logged. */
    finish() {
      for (const key of keys) shown.set(key, editsOf(key).length - 1);
      while (write(0));
    },
    /** What the edits from one number to another, both included, made of an item. */
    between: (key: string, from: number, to: number) =>
      editsOf(key)
        .slice(from, to + 1)
        .map((edit) => edit.item),
  };
}

export type Backend = ReturnType<typeof createBackend>;

/** Members with their numbers, the highest number first. */
export function listOf(group: string, item: (key: string) => Item): readonly string[] {
  return keys
    .filter((key) => item(key).group === group)
    .sort((a, b) => item(b).n - item(a).n)
    .map((key) => `${key}:${item(key).n}`);
}
