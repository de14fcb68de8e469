import { type Capabilities, type CapabilityName, capabilityNames } from '../contract/capabilities.ts';
import type { ChangesCapability } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import type { ConfigProblem } from '../contract/errors.ts';
import { nearest } from './nearest.ts';
import { describeFound, formatPath } from './problems.ts';

/** The names of the methods that a capability cannot do without. */
type RequiredMethod<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/** By capability: its required methods. The type makes the list complete, and keeps what is optional out. */
const requiredMethods: { [C in CapabilityName]: Record<RequiredMethod<Capabilities[C]>, true> } = {
  products: { byIds: true, byHandles: true, list: true },
  categories: { byIds: true, byHandles: true },
  prices: { bySkus: true },
  stock: { bySkus: true },
  locations: { byIds: true, list: true },
  media: { byIds: true },
  content: { pagesByPaths: true, slots: true },
  reviews: { byProducts: true, byIds: true },
  customers: { byIds: true },
  mailer: { send: true },
  search: { query: true },
};

const knownKeys = [
  'name',
  'changes',
  'check',
  'close',
  ...capabilityNames,
] as const satisfies readonly (keyof Connector)[];

/**
 * What is wrong with the connectors of a configuration: names, missing methods, and properties whose names look like a
 * mistyped capability. Other properties are a connector's own business.
 */
export function checkConnectors(connectors: readonly unknown[]): ConfigProblem[] {
  const seen = new Set<unknown>();
  return connectors.flatMap((connector, index): ConfigProblem[] => {
    const path = ['connectors', index];
    if (!isRecord(connector))
      return [{ path: formatPath(path), expected: 'a connector', found: describeFound(connector) }];
    const problems = [...checkName(path, connector.name, seen), ...checkCapabilities(path, connector)];
    seen.add(connector.name);
    return problems;
  });
}

type Path = readonly (string | number)[];
type Thing = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null;
}

function checkName(path: Path, name: unknown, seen: ReadonlySet<unknown>): ConfigProblem[] {
  const at = formatPath([...path, 'name']);
  if (typeof name !== 'string' || name.trim() === '')
    return [{ path: at, expected: 'a name, not empty', found: describeFound(name) }];
  if (seen.has(name))
    return [{ path: at, expected: 'a name that no other connector has', found: JSON.stringify(name) }];
  return [];
}

function checkCapabilities(path: Path, connector: Thing): ConfigProblem[] {
  return Object.entries(connector).flatMap(([key, value]) => {
    if (value === undefined || key === 'name') return [];
    if (isCapability(key)) return checkMethods([...path, key], value, Object.keys(requiredMethods[key]));
    if (key === 'changes') return checkChanges([...path, key], value);
    if (key === 'check' || key === 'close') return typeof value === 'function' ? [] : [notA('a function', key)];
    const suggestion = nearest(key, knownKeys);
    return suggestion ? [{ ...notA('a capability of the contract', key), suggestion }] : [];

    function notA(expected: string, name: string): ConfigProblem {
      return { path: formatPath([...path, name]), expected, found: describeFound(value) };
    }
  });
}

function isCapability(key: string): key is CapabilityName {
  return Object.hasOwn(requiredMethods, key);
}

function checkMethods(path: Path, capability: unknown, required: readonly string[]): ConfigProblem[] {
  if (!isRecord(capability))
    return [
      {
        path: formatPath(path),
        expected: `an object with ${required.join(', ')}`,
        found: describeFound(capability),
      },
    ];
  return required
    .filter((method) => typeof capability[method] !== 'function')
    .map((method) => ({
      path: formatPath([...path, method]),
      expected: 'a function',
      found: capability[method] === undefined ? misnamed(capability, method) : describeFound(capability[method]),
    }));
}

/**
 * A connector that says it tells of changes and has no way to would be taken to tell of all of them. A listing alone is no
 * way: it finds what the others have missed.
 */
function checkChanges(path: Path, changes: unknown): ConfigProblem[] {
  const ways: readonly (keyof ChangesCapability)[] = ['parse', 'poll', 'subscribe'];
  if (isRecord(changes) && ways.some((way) => typeof changes[way] === 'function')) {
    const wrong = (['list', ...ways] as const).filter(
      (way) => changes[way] !== undefined && typeof changes[way] !== 'function',
    );
    return wrong.map((way) => ({
      path: formatPath([...path, way]),
      expected: 'a function',
      found: describeFound(changes[way]),
    }));
  }
  const expected = 'an object with parse, poll or subscribe';
  return [{ path: formatPath(path), expected, found: describeFound(changes) }];
}

function misnamed(capability: Thing, method: string): string {
  const other = nearest(method, Object.keys(capability));
  return other ? `nothing, but a ${JSON.stringify(other)}` : 'nothing';
}
