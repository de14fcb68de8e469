import { readSecrets, verifyDelivery } from '../../../connectors/shared/standard-webhooks.ts';
import type { ChangesCapability, Delivery } from '../../../src/contract/changes.ts';
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

/** Keeps every rule of changes. */
export const soundChanges = withChanges({ parse, poll: async () => ({ changes: [], cursor: 'a' }) }, '');

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
