import { readSecrets, verifyDelivery } from '../../../connectors/shared/standard-webhooks.ts';
import type { ChangesCapability, Delivery, ListQuery } from '../../../src/contract/changes.ts';
import { ConnectorError } from '../../../src/contract/errors.ts';
import { subject } from '../reference/remote.ts';
import { signDelivery } from '../signed.ts';
import { type Breaches, type Broken, withConnector } from './breach.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const keys = readSecrets([secret]);
const change = { kind: 'price', key: 'sheet-1' };

const parse: NonNullable<ChangesCapability['parse']> = async (delivery) => {
  verifyDelivery(delivery, keys, 'remote');
  return [change];
};

/** The connector with deliveries and polls, and a delivery to try. */
function withChanges(changes: ChangesCapability, method: string): Broken {
  const broken = withConnector((connector) => ({ ...connector, changes }), method);
  const delivery = () => {
    const { headers, body } = signDelivery(secret, 'a-delivery', change);
    return { headers, body: Buffer.from(body) };
  };
  return { ...broken, subject: { ...broken.subject, delivery } };
}

const parsing = (change: (delivery: Delivery) => Delivery) =>
  withChanges({ parse: (delivery) => parse(change(delivery)) }, 'changes.parse');

/** The products of the reference, on two pages. */
const list = async ({ cursor, signal }: ListQuery) => {
  signal.throwIfAborted();
  const ids = subject.known.products?.ids ?? [];
  const page = cursor === null ? ids.slice(0, 1) : ids.slice(1);
  return {
    entities: page.map((key) => ({ kind: 'product', key, fingerprint: `made-${key}` })),
    cursor: cursor === null ? 'rest' : null,
  };
};

const listing = (change: NonNullable<ChangesCapability['list']>) =>
  withChanges({ parse, list: change }, 'changes.list');

/** Keeps every rule of changes. */
export const soundChanges = withChanges({ parse, poll: async () => ({ changes: [], cursor: 'a' }), list }, '');

let told = 0;

export const breachesOfChanges: Breaches = {
  'tells of changes in a delivery, and the same when it comes again': {
    nothing: withChanges({ parse: async () => [] }, 'changes.parse'),
    'a kind of another form': withChanges(
      { parse: async (delivery) => (await parse(delivery)).map((one) => ({ ...one, kind: 'price.eur' })) },
      'changes.parse',
    ),
    'another key each time': withChanges(
      { parse: async (delivery) => (await parse(delivery)).map((one) => ({ ...one, key: String(++told) })) },
      'changes.parse',
    ),
  },
  'refuses a delivery that was altered': {
    'a body that is trimmed first': parsing((delivery) => ({
      ...delivery,
      body: Buffer.from(Buffer.from(delivery.body).toString().trim()),
    })),
  },
  'refuses a delivery that nobody signed': {
    'a signature that is checked when it is there': withChanges(
      { parse: async (delivery) => (delivery.headers['webhook-signature'] ? parse(delivery) : [change]) },
      'changes.parse',
    ),
    'a crash': withChanges(
      {
        parse: async (delivery) => {
          if (!delivery.headers['webhook-id']) throw new RangeError('no id');
          return parse(delivery);
        },
      },
      'changes.parse',
    ),
  },
  'looks at the signature before it looks at the body': {
    'a body that is read first': withChanges(
      {
        parse: async (delivery) => {
          if (!Buffer.from(delivery.body).toString().startsWith('{'))
            throw new ConnectorError('CONNECTOR_MALFORMED', { connector: 'remote', capability: 'changes' }, 'no JSON');
          return parse(delivery);
        },
      },
      'changes.parse',
    ),
  },
  'lists to the end what there is, and the same while nothing changes': {
    nothing: listing(async () => ({ entities: [], cursor: null })),
    'a fingerprint that is another one each time': listing(async (query) => {
      const { entities, cursor } = await list(query);
      return { entities: entities.map((entity) => ({ ...entity, fingerprint: String(++told) })), cursor };
    }),
    'nothing to compare by': listing(async (query) => {
      const { entities, cursor } = await list(query);
      return { entities: entities.map(({ kind, key }) => ({ kind, key })), cursor };
    }),
  },
  'lists the entities that are known to exist': {
    'the first page only': listing(async (query) => ({ ...(await list(query)), cursor: null })),
  },
  'stops a listing when it is aborted': {
    'a signal that is not looked at': listing(({ cursor, sites }) =>
      list({ cursor, sites, signal: new AbortController().signal }),
    ),
  },
  'refuses a delivery of the day before': {
    'a time that is not looked at': parsing((delivery) => ({
      ...delivery,
      receivedAt: Number(delivery.headers['webhook-timestamp']) * 1000,
    })),
  },
  'reports nothing at first but where to begin': {
    'all there is': withChanges({ poll: async () => ({ changes: [change], cursor: 'a' }) }, 'changes.poll'),
  },
};
