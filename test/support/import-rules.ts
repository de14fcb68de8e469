/**
 * Who may import whom: the order of the layers, and what single folders must not know. Every answer is a sentence about one file.
 *
 * A value import runs downwards. A type-only import is gone at run time and may run upwards: a resolver is typed by the
 * request's context, which is described where it is made. What a folder must not know, it must not know as a type either.
 */
import { findCircle, type Import, type SourceFile } from './import-graph.ts';

/** Folders and files of `src`, from the top down: each may import those below it, and itself. */
export const layers = [
  'cli.ts',
  'cli',
  'index.ts',
  'server.ts',
  'assembly',
  'streams',
  'http',
  'admin',
  'context',
  'resolvers',
  'behaviour',
  'discovery',
  'experience',
  'delivery',
  'changes',
  'loaders',
  'cache',
  'visitor',
  'store',
  'config',
  'texts',
  'generated',
  'contract',
];

interface Rule {
  /** The files that it is for. */
  readonly of: RegExp;
  /** Paths and packages that they must not import. */
  readonly not: (imported: Import, file: SourceFile) => boolean;
  readonly because: string;
}

const graphql = /^(graphql|@graphql-\w+|@apollo)(\/|$|-)|^@(apollo|graphql-tools)\//;
const http = /^(node:https?|fastify|@fastify\/.*)$/;
const sql = /^(node:sqlite|kysely|pg)$/;
const matches = (pattern: RegExp) => (imported: Import) => pattern.test(imported.to);
const oursOutside = (pattern: RegExp) => (imported: Import) => imported.ours && !pattern.test(imported.to);

const rules: readonly Rule[] = [
  { of: /^src\/contract\//, not: oursOutside(/^src\/contract\//), because: 'the contract imports nothing of ours' },
  {
    of: /^src\/testing(\.ts$|\/)/,
    not: oursOutside(/^src\/(contract|testing)\//),
    because: 'the conformance suite knows the contract only',
  },
  {
    of: /^src\//,
    not: matches(/^(connectors|demo|test|playground|console)\//),
    because: 'src knows no connector and no demo',
  },
  {
    of: /^connectors\//,
    not: (imported, file) => imported.ours && !mayConnectorImport(file.path, imported.to),
    because: 'a connector knows the contract, connectors/shared and itself',
  },
  {
    of: /^demo\//,
    not: oursOutside(/^(demo\/|connectors\/shared\/|src\/contract\/|src\/config\/|src\/index\.ts$)/),
    because: 'the demo group is configured as any other group is',
  },
  {
    of: /^src\/(resolvers|discovery|experience)\//,
    not: matches(/^src\/contract\/connector\.ts$|^src\/loaders\/(policy|guard|gate|answers)\.ts$/),
    because: 'connectors are reached through the loaders',
  },
  {
    of: /^src\/(resolvers|discovery|experience|loaders)\//,
    not: (imported) => http.test(imported.to) || /^src\/http\//.test(imported.to),
    because: 'whoever answers a field sees no raw request',
  },
  {
    of: /^src\/cache\//,
    not: (imported) => graphql.test(imported.to) || /^src\/(resolvers|generated|context|http)\//.test(imported.to),
    because: 'the cache knows no GraphQL and no request',
  },
  {
    of: /^src\/changes\//,
    not: (imported) => http.test(imported.to) || /^src\/http\//.test(imported.to),
    because: 'changes know no HTTP',
  },
  {
    of: /^src\/delivery\//,
    not: (imported) => /^(fastify|@fastify\/.*)$/.test(imported.to) || /^src\/http\//.test(imported.to),
    because: 'what is sent outward knows no request that came in',
  },
  { of: /^src\/(?!store\/)/, not: matches(sql), because: 'SQL lives in the store' },
];

function mayConnectorImport(from: string, to: string): boolean {
  const own = from.split('/')[1]?.replace(/\.ts$/, '');
  return (
    /^(src\/contract|connectors\/shared)\//.test(to) ||
    to === `connectors/${own}.ts` ||
    to.startsWith(`connectors/${own}/`)
  );
}

/** All breaches of the order, of the rules and of "no circles". */
export function findImportBreaches(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path));
  const breaches = files.flatMap((file) =>
    file.imports.flatMap((imported) => [
      ...rules
        .filter(({ of, not }) => of.test(file.path) && not(imported, file))
        .map(({ because }) => `${file.path} imports ${imported.to}: ${because}`),
      ...upwards(file, imported),
      ...(imported.ours && !known.has(imported.to) && isGuarded(imported.to)
        ? [`${file.path} imports ${imported.to}, which does not exist`]
        : []),
    ]),
  );
  const edges = files.map(({ path, imports }) => {
    const values = imports.filter(({ ours, typeOnly }) => ours && !typeOnly);
    return [path, new Set(values.map(({ to }) => to))] as const;
  });
  const circle = findCircle(new Map(edges));
  return circle ? [...breaches, `a circle: ${circle.join(' -> ')}`] : breaches;
}

function upwards(file: SourceFile, { to, ours, typeOnly }: Import): readonly string[] {
  if (!ours || !isLayered(file.path) || !isLayered(to)) return [];
  const [from, below] = [layerOf(file.path), layerOf(to)];
  if (from === -1) return [`${file.path} is in no layer: give its folder a place in test/support/import-rules.ts`];
  if (typeOnly || below === -1 || from <= below) return [];
  return [`${file.path} imports ${to}: imports run downwards, and ${layers[below]} is above ${layers[from]}`];
}

function isLayered(path: string): boolean {
  return path.startsWith('src/') && !/^src\/testing(\.ts$|\/)/.test(path);
}

function layerOf(path: string): number {
  return layers.indexOf(path.split('/')[1] ?? '');
}

function isGuarded(path: string): boolean {
  return /^(src|connectors|demo)\/.*\.tsx?$/.test(path);
}

const mostLines = 350;
/** The comments that a file begins with. */
const opening = /^(#!.*\n)?(\s*(\/\/.*\n|\/\*[\s\S]*?\*\/))*/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;

/** Breaches of the style that a reader of the folders sees: names, lengths, barrels. */
export function findStyleBreaches(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !path.startsWith('src/generated/'))
    .flatMap(({ path, text }) => {
      const breaches = path.split('/').every((part) => kebab.test(part)) ? [] : [`${path}: names are in kebab-case`];
      const lines = text.trimEnd().split('\n').length;
      if (lines > mostLines && !/in one file because/i.test(opening.exec(text)?.[0] ?? ''))
        breaches.push(
          `${path} has ${lines} lines, more than ${mostLines}, and it does not begin with a comment that says "in one file because"`,
        );
      if (isBarrel(text) && path !== 'src/index.ts') breaches.push(`${path} is a barrel: import from where things are`);
      return breaches;
    });
}

/** A file of nothing but `export … from`. */
function isBarrel(text: string): boolean {
  const passedOn = /^export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';?$/gm;
  const rest = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replaceAll(passedOn, '');
  return rest.trim() === '' && passedOn.test(text);
}
