/** One value that differs. `before` is absent for what was added, `after` for what was removed. */
export interface Difference {
  /** Path from the root: `when["profile.orders"].$gte`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Differences that are kept of one change, and letters of a text. */
const most = 100;
const longest = 300;

/** What differs between two JSON values, by path, without what is the same. Long texts are cut. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = [];
  walk(before, after, '', found);
  return found.length > most ? [...found.slice(0, most), { path: `and ${found.length - most} more` }] : found;
}

function walk(before: unknown, after: unknown, path: string, found: Difference[]): void {
  if (isTree(before) && isTree(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      walk(before[key], after[key], join(path, key, Array.isArray(after)), found);
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  found.push({
    path,
    ...(before !== undefined && before !== null && { before: cut(before) }),
    ...(after !== undefined && after !== null && { after: cut(after) }),
  });
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function join(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
}

function cut(value: unknown): unknown {
  return typeof value === 'string' && value.length > longest ? `${value.slice(0, longest)}…` : value;
}
