import { capabilitiesOf } from '../config/check-references.ts';
import type { Call } from '../contract/call.ts';
import type { Capabilities, CapabilityName } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';

/** A key that no backend has: absent is an answer too. */
const nobody = ['etalage-check'];
const first = { first: 1, after: null };
const nothingFiltered = { attributes: {}, price: null, available: null };

/** The read of each capability that costs a backend least. */
const reads: { [C in CapabilityName]: (capability: Capabilities[C], call: Call) => Promise<unknown> } = {
  products: (products, call) => products.list(first, call),
  categories: (categories, call) => categories.byIds(nobody, call),
  prices: (prices, call) => prices.bySkus(nobody, call),
  stock: (stock, call) => stock.bySkus(nobody, call),
  locations: (locations, call) => locations.list(first, call),
  media: (media, call) => media.byIds(nobody, call),
  content: (content, call) => content.pagesByPaths(['/'], call),
  reviews: (reviews, call) => reviews.byProducts([{ productId: 'etalage-check', first: 0, after: null }], call),
  customers: (customers, call) => customers.byIds(nobody, call),
  // A mail is nothing to try for the sake of it: such a connector has a `check`.
  mailer: async () => null,
  search: (search, call) =>
    search.query({ ...first, text: null, categoryId: null, filters: nothingFiltered, sort: 'RELEVANCE' }, call),
};

/** Reaches a backend by the first capability that its connector has. Answers when the backend has answered anything. */
export async function readCheaply(connector: Connector, call: Call): Promise<void> {
  const [name] = capabilitiesOf(connector);
  if (name) await read(name, connector, call);
}

async function read<C extends CapabilityName>(name: C, connector: Connector, call: Call): Promise<void> {
  const capability = connector[name] as Capabilities[C] | undefined;
  const answer = capability && (await reads[name](capability, call));
  const failed = Array.isArray(answer) && answer.find((result) => result instanceof Error);
  if (failed) throw failed;
}
