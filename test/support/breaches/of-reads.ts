import type { Call, Results } from '../../../src/contract/call.ts';
import { ConnectorError } from '../../../src/contract/errors.ts';
import { type Breaches, eachRecord, withConnector, withFaults, withMethod } from './breach.ts';

const nobody = () => new AbortController().signal;
let lastCall: Call | undefined;

/** Keeps records in an object that has a prototype, and one of its names in it. */
function byPlainObject<T>(ids: readonly string[], results: Results<T>) {
  const byId = Object.fromEntries(ids.flatMap((id, index) => (results[index] ? [[id, results[index]]] : [])));
  return ids.map((id) => byId[id] ?? null);
}

export const breachesOfReads: Breaches = {
  'keeps the order of the keys': {
    'the order of the backend': withMethod('products.byIds', (ask, ids, call) => ask(ids.toSorted(), call)),
  },
  'answers null for absent keys, in their place': {
    'absent ones left out': withMethod('stock.bySkus', async (ask, skus, call) =>
      (await ask(skus, call)).filter(Boolean),
    ),
    'undefined for null': withMethod('stock.bySkus', async (ask, skus, call) =>
      (await ask(skus, call)).map((entry) => entry ?? undefined),
    ),
    'a lookup that finds the prototype': withMethod('media.byIds', async (ask, ids, call) =>
      byPlainObject(ids, await ask(ids, call)),
    ),
  },
  'answers the same record in whichever batch': {
    'a record that knows its neighbours': withMethod(
      'locations.byIds',
      eachRecord((_record, ids) => ({ name: `one of ${ids.length}` })),
    ),
  },
  'answers [] for no keys, without a call': {
    'a call for nothing': withConnector((connector, { fetch }) => {
      const byIds = async (ids: readonly string[], call: Call) => {
        const body = JSON.stringify({ argument: ids });
        if (ids.length === 0) await fetch('https://reference.test/customers/byIds', { method: 'POST', body });
        return connector.customers?.byIds(ids, call) ?? [];
      };
      return { ...connector, customers: { byIds } };
    }, 'customers.byIds'),
  },
  'asks the backend once per batch': {
    'a call per key': withMethod('prices.bySkus', (ask, skus, call) =>
      Promise.all(skus.map(async (sku) => (await ask([sku], call))[0])),
    ),
  },
  'answers in its nearest language when it lacks the one asked for': {
    'an error for a foreign language': withMethod('content.slots', (ask, keys, call) =>
      call.locale.startsWith('nl') ? ask(keys, call) : Promise.reject(new Error('no such language')),
    ),
  },
  'reads differently on the other site': {
    'one language for all': withMethod('media.byIds', (ask, ids, call) => ask(ids, { ...call, locale: 'nl-NL' })),
  },
  'keeps simultaneous calls apart': {
    'the last call in a variable': withMethod('products.byIds', async (ask, ids, call) => {
      lastCall = call;
      await new Promise(setImmediate);
      return ask(ids, { ...call, locale: lastCall.locale });
    }),
  },
  'rejects a call that is already aborted': {
    'a signal that nobody asks': withMethod('products.list', (ask, window, call) =>
      ask(window, { ...call, signal: nobody() }),
    ),
  },
  'rejects when the call is aborted under way': {
    'a signal that is not passed on': withMethod('search.query', (ask, query, call) =>
      ask(query, { ...call, signal: nobody() }),
    ),
    'a backend that is blamed for it': withMethod('stock.bySkus', (ask, skus, call) =>
      ask(skus, call).catch((cause) => {
        const at = { connector: 'remote', capability: 'stock' };
        throw new ConnectorError('CONNECTOR_UNAVAILABLE', at, 'failed', { cause });
      }),
    ),
  },
  'names every trouble of its backend': {
    'a failure taken for absence': withMethod('prices.bySkus', (ask, skus, call) =>
      ask(skus, call).catch(() => skus.map(() => null)),
    ),
    'raw errors': withMethod('locations.list', (ask, window, call) =>
      ask(window, call).catch((error) => Promise.reject(new Error(error.message))),
    ),
    'another connector that is blamed': withMethod('locations.list', (ask, window, call) =>
      ask(window, call).catch(({ code, message }) => {
        throw new ConnectorError(code, { connector: 'other', capability: 'locations' }, message);
      }),
    ),
    'errors for some keys and answers for others': withMethod('media.byIds', (ask, ids, call) =>
      ask(ids, call).catch((error) => ids.map((_id, index) => (index === 0 ? error : null))),
    ),
  },
  'reports a failing backend': { silence: withFaults(async () => undefined) },
  'reports nonsense from the backend': {
    'the wrong code': withFaults(() => {
      const at = { connector: 'reference', capability: 'media' };
      throw new ConnectorError('CONNECTOR_UNAVAILABLE', at, 'told to');
    }),
  },
  'gives up on a slow backend when the caller does': { 'a connector that waits': withFaults(async () => undefined) },
};
