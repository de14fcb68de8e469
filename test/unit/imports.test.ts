import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile, sourceFile } from '../support/import-graph.ts';
import { findImportBreaches, findStyleBreaches, layers } from '../support/import-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('unit: imports', () => {
  it('run downwards and in no circle, in the whole project', () => {
    expect(findImportBreaches(readSources(root, ['src', 'connectors', 'demo']))).toEqual([]);
  });

  it('leave names, lengths and barrels as the style has them', () => {
    expect(findStyleBreaches(readSources(root, ['src', 'connectors', 'demo', 'test', 'playground']))).toEqual([]);
  });

  it('are read in every form that they have', () => {
    const { imports } = sourceFile(
      'src/http/app.ts',
      [
        '/** Not one: */',
        " *     import { x } from './example.ts';",
        "import './side-effect.ts';",
        "import fastify from 'fastify';",
        "import type { A } from '../contract/call.ts';",
        "import { type B } from './b.ts';",
        'import {',
        '  c,',
        "} from '@scope/name/part';",
        "export * from './d.ts';",
        "export type { E } from './e.ts';",
        "const f = await import('../../connectors/f.ts');",
        "const path = import.meta.resolve('./g.ts');",
        "export const text = 'from nowhere';",
      ].join('\n'),
    );
    expect(imports.map(({ to, typeOnly }) => (typeOnly ? `type ${to}` : to))).toEqual([
      'src/http/side-effect.ts',
      'fastify',
      'type src/contract/call.ts',
      'src/http/b.ts',
      '@scope/name',
      'src/http/d.ts',
      'type src/http/e.ts',
      'connectors/f.ts',
      'src/http/g.ts',
    ]);
  });
});

/** A project of these files; the imported ones exist. */
function project(files: Readonly<Record<string, string>>): readonly SourceFile[] {
  const written = Object.entries(files).map(([path, text]) => sourceFile(path, text));
  const imported = written.flatMap(({ imports }) => imports.filter(({ ours }) => ours).map(({ to }) => to));
  return [...written, ...imported.filter((path) => !(path in files)).map((path) => sourceFile(path, ''))];
}

describe('unit: imports, the guard itself', () => {
  it.each([
    ['src/contract/a.ts', "import type { B } from '../config/site.ts';", /contract imports nothing of ours/],
    ['connectors/a/map.ts', "import { b } from '../b.ts';", /knows the contract, connectors\/shared and itself/],
    ['connectors/a.ts', "import type { Site } from '../src/config/site.ts';", /knows the contract/],
    ['connectors/shared/a.ts', "import { b } from '../b.ts';", /knows the contract/],
    ['src/loaders/a.ts', "import { b } from '../../connectors/b.ts';", /knows no connector/],
    ['src/cli/a.ts', "await import('../../demo/create.ts');", /knows no connector and no demo/],
    ['demo/a.ts', "import { createServer } from '../src/server.ts';", /configured as any other/],
    ['src/testing/a.ts', "import { b } from '../loaders/policy.ts';", /knows the contract only/],
    ['src/cache/a.ts', "import type { DocumentNode } from 'graphql';", /no GraphQL/],
    ['src/cache/a.ts', "import { b } from '@graphql-tools/schema';", /no GraphQL/],
    ['src/cache/a.ts', "import { b } from '@apollo/server';", /no GraphQL/],
    ['src/changes/a.ts', "import { createServer } from 'node:http';", /no HTTP/],
    ['src/resolvers/a.ts', "import { withPolicy } from '../loaders/policy.ts';", /through the loaders/],
    ['src/discovery/a.ts', "import type { Connector } from '../contract/connector.ts';", /through the loaders/],
    ['src/resolvers/a.ts', "import type { FastifyRequest } from 'fastify';", /no raw request/],
    ['src/visitor/a.ts', "import { DatabaseSync } from 'node:sqlite';", /SQL lives in the store/],
    ['src/loaders/a.ts', "import { b } from '../resolvers/b.ts';", /resolvers is above loaders/],
    ['src/loaders/a.ts', "import { type B } from '../http/b.ts';", /http is above loaders/],
    ['src/attic/a.ts', "import { b } from '../contract/b.ts';", /in no layer/],
  ])('refuses in %s: %s', (path, text, message) => {
    expect(findImportBreaches(project({ [path]: text })).join('\n')).toMatch(message);
  });

  it.each([
    ['src/resolvers/a.ts', "import type { RequestContext } from '../context/context.ts';"],
    ['src/http/a.ts', "import { b } from '../context/b.ts';"],
    ['src/store/a.ts', "import { DatabaseSync } from 'node:sqlite';"],
    [
      'connectors/a/map.ts',
      "import { b } from './b.ts';\nimport type { O } from '../a.ts';\nimport { c } from '../shared/c.ts';",
    ],
    ['demo/shop/a.ts', "import { ConnectorError } from '../../src/contract/errors.ts';"],
  ])('allows in %s: %s', (path, text) => {
    expect(findImportBreaches(project({ [path]: text }))).toEqual([]);
  });

  it('refuses a file that is not there', () => {
    expect(findImportBreaches([sourceFile('src/http/a.ts', "import { b } from './b.ts';")])).toEqual([
      'src/http/a.ts imports src/http/b.ts, which does not exist',
    ]);
  });

  it('refuses a circle of values, and lets one through that types close', () => {
    const circle = (last: string) =>
      project({
        'src/http/a.ts': "import { b } from './b.ts';",
        'src/http/b.ts': "import { c } from './c.ts';",
        'src/http/c.ts': last,
      });
    expect(findImportBreaches(circle("import { a } from './a.ts';"))).toEqual([
      'a circle: src/http/a.ts -> src/http/b.ts -> src/http/c.ts -> src/http/a.ts',
    ]);
    expect(findImportBreaches(circle("import type { A } from './a.ts';"))).toEqual([]);
  });

  it('places every layer once', () => {
    expect(new Set(layers).size).toBe(layers.length);
  });

  it('refuses long files without a reason, names in other cases, and barrels', () => {
    const long = 'export const a = 1;\n'.repeat(351);
    const breaches = (path: string, text: string) => findStyleBreaches([sourceFile(path, text)]).join('\n');
    expect(breaches('src/http/a.ts', long)).toMatch(/has 351 lines/);
    expect(breaches('src/http/a.ts', `${long.slice(20)}`)).toBe('');
    expect(breaches('src/http/a.ts', `/** In one file because it is one table. */\n${long}`)).toBe('');
    expect(breaches('src/http/a.ts', `// Long: in one file because it is one table.\n/** Its rows. */\n${long}`)).toBe(
      '',
    );
    expect(breaches('src/http/a.ts', `/** Short. */\n${long}// in one file because\n`)).toMatch(/has 353 lines/);
    for (const path of ['src/http/myApp.ts', 'src/Http/app.ts', 'src/http/my_app.ts'])
      expect(breaches(path, '')).toMatch(/kebab-case/);
    expect(breaches('test/unit/my-app.test.ts', 'x')).toBe('');
    expect(breaches('src/http/index.ts', "export * from './a.ts';\nexport { b } from './b.ts';\n")).toMatch(/barrel/);
    expect(breaches('src/http/a.ts', "export { b } from './b.ts';\nexport const c = 1;\n")).toBe('');
    expect(breaches('src/index.ts', "export * from './a.ts';\n")).toBe('');
  });
});
