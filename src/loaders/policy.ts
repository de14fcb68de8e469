/**
 * How every call to a backend is bounded: a place among so many, a deadline, errors in the contract's words, answers of the
 * contract's form. Connectors themselves hold none of this.
 */
import type { Call, Results } from '../contract/call.ts';
import { type Capabilities, type CapabilityName, capabilityNames, type Listing } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import { checkListing, checkResults } from './answers.ts';
import { createGuard, type Guard } from './guard.ts';

/** How the calls to one connector are bounded. */
export interface PolicyOptions {
  /** Deadline of one call, in milliseconds, waiting included; the request's own deadline applies besides. Default 5,000. */
  readonly timeoutMs?: number;
  /** Calls under way at once. Default 16. */
  readonly concurrency?: number;
  /** Calls that may wait for a place; one more is refused with CONNECTOR_UNAVAILABLE. Default 256. */
  readonly queue?: number;
  /** How long its answers may be kept, in milliseconds, when it does not tell of changes. Default 10,000. */
  readonly maxAgeMs?: number;
  /** From one poll for its changes to the next, in milliseconds, for a connector that is polled. Default 5,000. */
  readonly pollMs?: number;
  /**
   * From one walk over all that it has to the next, in milliseconds, for a connector that can list it; 0 for none but on demand.
   * Default 900,000: a change that it forgot to tell is found that soon.
   */
  readonly reconcileMs?: number;
  /**
   * How long its answers may be kept, in milliseconds, when it tells of changes and nothing looks for those that it forgot
   * to tell. Default 900,000.
   */
  readonly recheckMs?: number;
}

/**
 * The same connector, with every call bounded. What a caller sees is an answer of the contract's form, a `ConnectorError`,
 * or the reason of its own signal when the caller itself left.
 *
 * A connector that ignores its signal is answered for all the same; its place is free again then, so that such a call can run
 * on beside the limit. The conformance suite refuses connectors that do so.
 */
export function withPolicy(connector: Connector, options: PolicyOptions = {}): Connector {
  const { timeoutMs = 5_000, concurrency = 16, queue = 256 } = options;
  const guard = createGuard(connector.name, { timeoutMs, concurrency, queue });
  return {
    ...connector,
    ...guardCapabilities(connector, guard),
    ...(connector.check && { check: connector.check.bind(connector) }),
    ...(connector.close && { close: connector.close.bind(connector) }),
  };
}

/** Every method of a capability, with those it may lack: one that the contract gains cannot be forgotten, and so run unbounded. */
type Whole<T> = { readonly [Method in keyof Required<T>]: T[Method] };

function guardCapabilities(connector: Connector, guard: Guard): Partial<Capabilities> {
  const { products, categories, prices, stock, locations, media, content, reviews, customers, mailer, search } =
    connector;

  /** A batch: nothing is asked for no keys, and the answer has one entry for each. */
  function batch<Key, T>(
    capability: CapabilityName,
    read: (keys: readonly Key[], call: Call) => Promise<Results<T>>,
  ): (keys: readonly Key[], call: Call) => Promise<Results<T>> {
    return async (keys, call) => {
      if (keys.length === 0) return [];
      const results = await guard(capability, call, async (bounded) => read(keys, bounded));
      return checkResults(results, keys.length, { connector: connector.name, capability });
    };
  }

  /** One page of a list. */
  function listing<Query, Answer extends Listing<string>>(
    capability: CapabilityName,
    read: (query: Query, call: Call) => Promise<Answer>,
  ): (query: Query, call: Call) => Promise<Answer> {
    return async (query, call) => {
      const answer = await guard(capability, call, async (bounded) => read(query, bounded));
      return checkListing(answer, { connector: connector.name, capability });
    };
  }

  /** Something that is done there, and answers nothing. */
  function writing<Input>(
    capability: CapabilityName,
    write: (input: Input, call: Call) => Promise<void>,
  ): (input: Input, call: Call) => Promise<void> {
    return async (input, call) => {
      await guard(capability, call, async (bounded) => {
        await write(input, bounded);
        return null;
      });
    };
  }

  const guarded: { [Name in CapabilityName]: Whole<Capabilities[Name]> | undefined } = {
    products: products && {
      byIds: batch('products', products.byIds.bind(products)),
      byHandles: batch('products', products.byHandles.bind(products)),
      bySkus: products.bySkus && batch('products', products.bySkus.bind(products)),
      list: listing('products', products.list.bind(products)),
    },
    categories: categories && {
      byIds: batch('categories', categories.byIds.bind(categories)),
      byHandles: batch('categories', categories.byHandles.bind(categories)),
    },
    prices: prices && { bySkus: batch('prices', prices.bySkus.bind(prices)) },
    stock: stock && { bySkus: batch('stock', stock.bySkus.bind(stock)) },
    locations: locations && {
      byIds: batch('locations', locations.byIds.bind(locations)),
      list: listing('locations', locations.list.bind(locations)),
    },
    media: media && { byIds: batch('media', media.byIds.bind(media)) },
    content: content && {
      pagesByPaths: batch('content', content.pagesByPaths.bind(content)),
      slots: batch('content', content.slots.bind(content)),
    },
    reviews: reviews && {
      byIds: batch('reviews', reviews.byIds.bind(reviews)),
      byProducts: batch('reviews', reviews.byProducts.bind(reviews)),
    },
    customers: customers && {
      byIds: batch('customers', customers.byIds.bind(customers)),
      byEmails: customers.byEmails && batch('customers', customers.byEmails.bind(customers)),
      byLoyaltyCards: customers.byLoyaltyCards && batch('customers', customers.byLoyaltyCards.bind(customers)),
      erase: customers.erase && writing('customers', customers.erase.bind(customers)),
      learn: customers.learn && writing('customers', customers.learn.bind(customers)),
    },
    mailer: mailer && { send: writing('mailer', mailer.send.bind(mailer)) },
    search: search && { query: listing('search', search.query.bind(search)) },
  };
  // Having a capability is having the object: what the connector lacks is not there, rather than there and undefined.
  for (const name of capabilityNames) if (!guarded[name]) delete guarded[name];
  return guarded;
}
