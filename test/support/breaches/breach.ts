/** The reference connector with one thing wrong with it at a time. */
import type { Call, Results } from '../../../src/contract/call.ts';
import type { Capabilities, CapabilityName } from '../../../src/contract/capabilities.ts';
import type { Connector } from '../../../src/contract/connector.ts';
import type { Subject } from '../../../src/testing.ts';
import { reference } from '../reference/connector.ts';
import { remote, server, subject } from '../reference/remote.ts';

/** A connector that breaks a rule, and the method where the suite must see it (empty for the connector as a whole). */
export interface Broken {
  readonly subject: Subject;
  readonly method: string;
}

/** By rule, what is wrong in a few words, and the connector that is wrong in this way. */
export type Breaches = Readonly<Record<string, Readonly<Record<string, Broken>>>>;

/** The connector over HTTP, changed as a whole. */
export function withConnector(
  change: (connector: Connector, options: { fetch: typeof fetch }) => Connector,
  method = '',
): Broken {
  const create: Subject['create'] = ({ fetch = server }) => change(remote({ fetch }), { fetch });
  return { subject: { ...subject, create }, method };
}

type MethodName = {
  [Name in CapabilityName]: `${Name}.${keyof Required<Capabilities[Name]> & string}`;
}[CapabilityName];

/** The method of the contract that a name such as `products.byIds` stands for. */
type MethodOf<Name extends MethodName> = Name extends `${infer Capability extends CapabilityName}.${infer Method}`
  ? Extract<Required<Capabilities[Capability]>[Method & keyof Capabilities[Capability]], (...args: never) => unknown>
  : never;

/** One method changed: it may ask the sound one, and alter what that is asked or what it answers. */
export function withMethod<Name extends MethodName>(
  name: Name,
  change: (ask: MethodOf<Name>, ...asked: Parameters<MethodOf<Name>>) => Promise<unknown>,
): Broken {
  const [capability = '', method = ''] = name.split('.');
  return withConnector((connector) => {
    const methods: object = Reflect.get(connector, capability);
    const sound: MethodOf<Name> = Reflect.get(methods, method);
    const broken = async (...asked: Parameters<MethodOf<Name>>) => change(sound, ...asked);
    return { ...connector, [capability]: { ...methods, [method]: broken } };
  }, name);
}

type Ask<Key, T> = (keys: readonly Key[], call: Call) => Promise<Results<T>>;

/** For `withMethod`: changes each record of a batch. */
export function eachRecord<Key, T>(change: (record: T, keys: readonly Key[]) => object) {
  return async (ask: Ask<Key, T>, keys: readonly Key[], call: Call) =>
    (await ask(keys, call)).map((entry) =>
      entry === null || entry instanceof Error ? entry : { ...entry, ...change(entry, keys) },
    );
}

type Trouble = 'failing' | 'malformed' | 'slow';

/** A connector in memory whose backend can be put in trouble by hand, and what it does then. */
export function withFaults(inTrouble: (trouble: Trouble, call: Call) => Promise<unknown>): Broken {
  let trouble: Trouble | null = null;
  const fault = (name: Trouble) => async () => {
    trouble = name;
    return () => {
      trouble = null;
    };
  };
  const { media, name } = reference({});
  const byIds = async (ids: readonly string[], call: Call) => {
    if (trouble) await inTrouble(trouble, call);
    return media?.byIds(ids, call) ?? [];
  };
  const faults = { failing: fault('failing'), malformed: fault('malformed'), slow: fault('slow') };
  const known = { media: subject.known.media };
  return { subject: { ...subject, create: () => ({ name, media: { byIds } }), known, faults }, method: 'media.byIds' };
}
