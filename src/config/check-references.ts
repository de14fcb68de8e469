import type { CapabilityName } from '../contract/capabilities.ts';
import { capabilityNames } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import type { ConfigProblem } from '../contract/errors.ts';
import { nearest } from './nearest.ts';
import { formatPath } from './problems.ts';
import type { Level, SitesFile } from './sites-schema.ts';

/** The capabilities that a connector has, in the order of the contract. */
export function capabilitiesOf(connector: Connector): CapabilityName[] {
  return capabilityNames.filter((name) => connector[name] !== undefined);
}

/** Every connector that the sites file names, at any level, must exist and be able to do what it is named for. */
export function checkReferences(sites: SitesFile, connectors: readonly Connector[]): ConfigProblem[] {
  const byName = new Map(connectors.map((connector) => [connector.name, connector]));
  return levelsOf(sites).flatMap(({ path, level }) => [
    ...checkSources([...path, 'sources'], level.sources ?? {}, byName),
    ...checkJoins([...path, 'joins'], level.joins ?? {}, byName),
    ...checkNames([...path, 'joins'], level.joins ?? {}, byName),
    ...checkNames([...path, 'settings'], level.settings ?? {}, byName),
  ]);
}

type Path = readonly (string | number)[];

function levelsOf({ group, brands }: SitesFile): { path: Path; level: Level }[] {
  return [
    ...(group ? [{ path: ['group'], level: group }] : []),
    ...Object.entries(brands).flatMap(([key, brand]) => [
      { path: ['brands', key], level: brand },
      ...Object.entries(brand.sites).map(([site, level]) => ({ path: ['brands', key, 'sites', site], level })),
    ]),
  ];
}

function checkSources(
  path: Path,
  sources: NonNullable<Level['sources']>,
  byName: ReadonlyMap<string, Connector>,
): ConfigProblem[] {
  return Object.entries(sources).flatMap(([owned, names]) => {
    const capability = (owned.startsWith('products.') ? 'products' : owned) as CapabilityName;
    const able = [...byName.values()].filter((connector) => connector[capability]).map(({ name }) => name);
    return (names ?? []).flatMap((name, index): ConfigProblem[] => {
      const at = formatPath([...path, owned, index]);
      if ((names ?? []).indexOf(name) < index)
        return [{ path: at, expected: 'each connector once', found: JSON.stringify(name) }];
      if (able.includes(name)) return [];
      const connector = byName.get(name);
      return [
        {
          path: at,
          expected: `a connector with the capability ${capability}`,
          found: connector
            ? `${JSON.stringify(name)}, which has ${capabilitiesOf(connector).join(', ') || 'no capability'}`
            : `${JSON.stringify(name)}, which does not exist`,
          // The name is right, the choice is not: then a single able connector is the best guess, however it is spelt.
          suggestion: nearest(name, able) ?? (able.length === 1 ? able[0] : undefined),
        },
      ];
    });
  });
}

function checkJoins(
  path: Path,
  joins: NonNullable<Level['joins']>,
  byName: ReadonlyMap<string, Connector>,
): ConfigProblem[] {
  return Object.entries(joins)
    .filter(([name, key]) => key === 'sku' && byName.has(name) && !byName.get(name)?.products?.bySkus)
    .map(([name]) => ({
      path: formatPath([...path, name]),
      expected: 'id or handle, since this connector has no products.bySkus',
      found: '"sku"',
    }));
}

/** `settings` and `joins` are objects by connector. */
function checkNames(path: Path, byConnector: object, byName: ReadonlyMap<string, Connector>): ConfigProblem[] {
  return Object.keys(byConnector)
    .filter((name) => !byName.has(name))
    .map((name) => ({
      path: formatPath([...path, name]),
      expected: 'the name of a connector',
      found: `the key ${JSON.stringify(name)}`,
      suggestion: nearest(name, byName.keys()),
    }));
}
