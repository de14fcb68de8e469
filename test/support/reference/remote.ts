/** The reference backend behind HTTP: a `fetch` that is its server, and the connector that speaks to it. */
import { requestJson } from '../../../connectors/shared/http.ts';
import type { Call } from '../../../src/contract/call.ts';
import { capabilityNames } from '../../../src/contract/capabilities.ts';
import { type Connector, defineConnector } from '../../../src/contract/connector.ts';
import { ConnectorError } from '../../../src/contract/errors.ts';
import type { Subject } from '../../../src/testing.ts';
import { reference } from './connector.ts';
import { british, dutch } from './data.ts';

type Method = (argument: unknown, call: Call) => Promise<unknown>;

const backend = reference({});

/** The methods of a capability by name: the server and its client treat all of them alike. */
function methodsOf(connector: Connector, capability: string): Readonly<Record<string, Method>> {
  return (connector as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)[capability] ?? {};
}

export const server: typeof fetch = async (input, init) => {
  init?.signal?.throwIfAborted();
  const [capability = '', method = ''] = new URL(String(input)).pathname.slice(1).split('/');
  const { argument, site, locale } = JSON.parse(String(init?.body));
  const signal = init?.signal ?? new AbortController().signal;
  // A turn, so that calls at the same time really run beside each other.
  await new Promise(setImmediate);
  try {
    return Response.json({ data: await methodsOf(backend, capability)[method]?.(argument, { site, locale, signal }) });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return Response.json({ message: error.message }, { status: 400 });
  }
};

export const remote = defineConnector(({ fetch }: { fetch: typeof globalThis.fetch }): Connector => {
  const over = (capability: string, method: string): Method => {
    const at = { connector: 'remote', capability };
    return async (argument, { site, locale, signal }) => {
      if (Array.isArray(argument) && argument.length === 0) return [];
      const init = { method: 'POST', body: JSON.stringify({ argument, site, locale }), signal };
      const url = new URL(`https://reference.test/${capability}/${method}`);
      const answer = await requestJson({ fetch, url, init, at });
      if (typeof answer === 'object' && answer !== null && 'data' in answer) return answer.data;
      throw new ConnectorError('CONNECTOR_MALFORMED', at, 'expected { data }');
    };
  };
  const owned = capabilityNames.filter((capability) => backend[capability]);
  const capabilities = owned.map((capability) => {
    const methods = Object.keys(methodsOf(backend, capability));
    return [capability, Object.fromEntries(methods.map((method) => [method, over(capability, method)]))];
  });
  return { name: 'remote', check: async () => [], close: async () => undefined, ...Object.fromEntries(capabilities) };
});

/** What the suite must know of the reference backend. */
export const subject = {
  name: 'the reference, over HTTP',
  create: ({ fetch = server }) => remote({ fetch }),
  fetch: server,
  site: dutch,
  locale: 'nl-NL',
  known: {
    products: {
      ids: ['sheet', 'pillow', 'duvet', 'towel', 'robe'],
      handles: ['laken', 'kussen', 'badjas'],
      skus: ['sheet-2', 'duvet-3', 'towel-1'],
    },
    categories: { ids: ['home', 'bath', 'bed'], handles: ['thuis', 'bad'] },
    prices: { skus: ['sheet-1', 'sheet-2', 'towel-1'] },
    stock: { skus: ['sheet-1', 'pillow-1'] },
    locations: { ids: ['delft', 'utrecht'] },
    media: { ids: ['image-sheet', 'image-robe'] },
    content: { paths: ['/over-ons', '/retour'], slots: [{ slot: 'announcement' }, { slot: 'footer' }] },
    reviews: { productIds: ['sheet', 'towel'], ids: ['r1', 'r4'] },
    customers: { ids: ['c1', 'c2'] },
    search: { text: 'k', categoryId: 'bath' },
  },
  otherLocale: {
    ...{ locale: 'en-GB', site: british },
    differs: ['products', 'categories', 'prices', 'media', 'content'],
  },
} satisfies Subject;
