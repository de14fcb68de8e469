/** The files of the project and what they import, read from their text. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, relative, sep } from 'node:path';

export interface Import {
  /** A path from the root of the project for files of ours, a package's name otherwise (`node:fs`, `zod`, `@scope/name`). */
  readonly to: string;
  readonly ours: boolean;
  /** `import type`: gone at run time. `import { type A }` is not: it still loads the module. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the project, with forward slashes: `src/contract/call.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** All TypeScript files below the folders, in a fixed order. */
export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && ['.ts', '.tsx'].includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => sourceFile(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

/**
 * `import … from '…'`, `export … from '…'`, `import '…'` at the beginning of a line, and `import('…')` or
 * `import.meta.resolve('…')` anywhere. The formatter sees to it that statements look like this.
 */
const statement = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm;
const call = /\bimport(?:\.meta\.resolve)?\(\s*'([^']+)'/g;

export function sourceFile(path: string, text: string): SourceFile {
  const statements = [...text.matchAll(statement)].map(([, type, to = '']) => place(path, to, type !== undefined));
  const calls = [...text.matchAll(call)].map(([, to = '']) => place(path, to, false));
  return { path, text, imports: [...statements, ...calls] };
}

function place(from: string, to: string, typeOnly: boolean): Import {
  if (to.startsWith('.')) return { to: posix.join(posix.dirname(from), to), ours: true, typeOnly };
  const parts = to.split('/');
  return { to: parts.slice(0, to.startsWith('@') ? 2 : 1).join('/'), ours: false, typeOnly };
}

/** The first circle among the edges, as the way round: `['a', 'b', 'a']`. */
export function findCircle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | null {
  const done = new Set<string>();
  function visit(node: string, way: readonly string[]): readonly string[] | null {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const circle = visit(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  }
  for (const node of edges.keys()) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return null;
}
