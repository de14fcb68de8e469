import DataLoader from 'dataloader';
import type { Bundle } from '../cache/bundles.ts';
import type { Outcome } from '../cache/outcome.ts';
import type { Recorder } from '../cache/recorder.ts';
import type { Site } from '../config/site.ts';
import type {
  CapabilityName,
  ReviewsKey,
  ReviewsOfProduct,
  SearchAnswer,
  SearchQuery,
} from '../contract/capabilities.ts';
import type {
  CategoryRecord,
  ImageRecord,
  PageRecord,
  PriceRecord,
  ReviewRecord,
  SlotKey,
  SlotRecord,
} from '../contract/records.ts';
import { loadProducts, type Product, recallProduct } from './product.ts';
import { type Read, reads } from './reads.ts';
import { createReviewReads } from './reviews.ts';
import { each, type Soon } from './soon.ts';
import { type Backends, partsOf, type Reading, readInOrder, recallInOrder, sourcesOf } from './sources.ts';
import type { Stock } from './stock.ts';

/** Where in the answer something is read for: as GraphQL's executors hand it to resolvers. */
export interface Place {
  readonly path: ResponsePath;
}

/** A place in a response, from the innermost key outwards. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
}

/** Reads one thing by its key: `null` when it does not exist on this site; throws or rejects when no source could be asked. */
export interface Loader<K, V> {
  /**
   * At once when memory has it.
   *
   * @param facets the only ones that will be looked at; without them the whole is noted as read.
   */
  load(key: K, place: Place, facets?: readonly string[] | null): Soon<V | null>;
}

/** Reads several things together. */
export interface ManyLoader<V> extends Loader<string, V> {
  /** As `load` for each, in the order of the keys. Memory gives the same array again while the keys are the same array and
   *  nothing differs: what is derived from it can be remembered. */
  loadAll(keys: readonly string[], place: Place, facets?: readonly string[] | null): Soon<readonly (V | null)[]>;
}

/**
 * All reads of one request. Keys asked for in the same tick become one call per capability, and no key is asked for
 * twice. Resolvers reach connectors through here and nowhere else.
 */
export interface Loaders {
  readonly productById: Loader<string, Product>;
  readonly productByHandle: Loader<string, Product>;
  readonly categoryById: Loader<string, CategoryRecord>;
  readonly categoryByHandle: Loader<string, CategoryRecord>;
  readonly priceBySku: ManyLoader<PriceRecord>;
  readonly stockBySku: ManyLoader<Stock>;
  readonly imageById: Loader<string, ImageRecord>;
  readonly pageByPath: Loader<string, PageRecord>;
  readonly slot: Loader<SlotKey, SlotRecord>;
  readonly reviewsOfProduct: Loader<ReviewsKey, ReviewsOfProduct>;
  readonly reviewById: Loader<string, ReviewRecord>;
  readonly search: Loader<SearchQuery, SearchAnswer>;
}

/** Who reads: a part of a request, with all that it notes. */
export interface Reader {
  readonly recorder: Recorder;
  /** Is told of what is older than it should be, or absent, because its backend failed while others could be asked. */
  degraded(place: Place, connector: string, served: 'STALE' | 'MISSING', ageMs: number | null): void;
  /** Is told of all that is read, and from where it came, when somebody asked. */
  read?(place: Place, outcome: Outcome): void;
}

/**
 * Turns of the event loop for which products and images asked for by id are collected: relations, stories and rails of one
 * page refer to them at nearly the same time, and shall be one call. Turns, not milliseconds: a loop that is idle has them
 * at once, so a page that waits for a slow backend waits no longer for this.
 */
const referenceTurns = 3;

/** Something that a request has asked for. */
interface Asked<V> {
  reading: Soon<Reading<V>>;
  /** Who noted it last, by which facets: noting it again at once would say nothing new. */
  notedBy: Reader | null;
  facets: readonly string[] | null;
}

/** Neither older than it should be nor missing. */
function isWhole({ from, error }: Outcome): boolean {
  return from !== 'STALE' && error === null;
}

function afterTurns(turns: number, act: () => void): void {
  if (turns === 0) act();
  else setImmediate(() => afterTurns(turns - 1, act));
}

/**
 * The batches and the memory of one request.
 *
 * @returns loaders for each part of the request: the parts share what is read, and each notes for itself what it read.
 */
export function createLoaders(site: Site, backends: Backends, signal: AbortSignal): (reader: Reader) => Loaders {
  const sources = <C extends CapabilityName>(capability: C) => sourcesOf(capability, site, backends, signal);

  type Bind<K, V> = (reader: Reader) => Loader<K, V>;

  function batched<K, V>(
    recall: (key: K) => Reading<V> | undefined,
    read: (keys: readonly K[]) => Promise<Reading<V>[]>,
    toKey: (key: K) => string,
    turns = 0,
  ): Bind<K, V> {
    const readings = new DataLoader<K, Reading<V>>(
      (keys) => {
        signal.throwIfAborted();
        return read(keys);
      },
      { cache: false, ...(turns > 0 && { batchScheduleFn: (dispatch) => afterTurns(turns, dispatch) }) },
    );
    // The memory is our own: DataLoader's has whoever reads a key again wait for the next batch, which there may be no need for.
    const asked = new Map<string, Asked<V>>();
    function ask(key: K): Asked<V> {
      const name = toKey(key);
      let one = asked.get(name);
      if (one === undefined) {
        signal.throwIfAborted();
        const reading = recall(key) ?? readings.load(key);
        one = { reading, notedBy: null, facets: null };
        asked.set(name, one);
        if (reading instanceof Promise) land(one, reading);
      }
      return one;
    }
    function land(one: Asked<V>, reading: Promise<Reading<V>>): void {
      reading.then(
        (landed) => {
          one.reading = landed;
        },
        // Whoever waits for it is told.
        () => undefined,
      );
    }
    return (reader) => {
      function take(one: Asked<V>, reading: Reading<V>, place: Place, facets: readonly string[] | null): V | null {
        const { value, outcomes } = reading;
        // For every single reader, also of what is remembered: a reader that is not noted is one that no change reaches.
        if (one.notedBy !== reader || one.facets !== facets) {
          for (const outcome of outcomes) note(reader, outcome, place, facets, value);
          // What is degraded, and what is to be explained, is told at every place.
          if (!reader.read && outcomes.every(isWhole)) {
            one.notedBy = reader;
            one.facets = facets;
          }
        }
        if (value instanceof Error) throw value;
        return value;
      }
      return {
        load(key, place, facets = null) {
          const one = ask(key);
          const { reading } = one;
          return reading instanceof Promise
            ? reading.then((landed) => take(one, landed, place, facets))
            : take(one, reading, place, facets);
        },
      };
    };
  }

  function note(
    reader: Reader,
    outcome: Outcome,
    place: Place,
    facets: readonly string[] | null,
    value: unknown,
  ): void {
    const { ref, from, ageMs, error: failure } = outcome;
    reader.read?.(place, outcome);
    if (from === 'STALE') reader.degraded(place, partsOf(ref.scope).connector, 'STALE', ageMs);
    // When nobody could be asked, the error itself tells; here others could.
    if (failure && !(value instanceof Error)) reader.degraded(place, partsOf(ref.scope).connector, 'MISSING', null);
    try {
      backends.entities.record(reader.recorder, outcome, facets);
    } catch (error) {
      if (error !== failure) throw error;
    }
  }

  function inOrder<C extends CapabilityName, K, V>(read: Read<C, K, V>, turns?: number): Bind<K, V> {
    const owners = sources(read.capability);
    return batched(
      (key) => recallInOrder(owners, read, key),
      (keys) => readInOrder(owners, read, keys),
      read.toKey,
      turns,
    );
  }

  /** Of what one source owns alone; the others are asked key by key. */
  function together<C extends CapabilityName, V>(read: Read<C, string, V>): (reader: Reader) => ManyLoader<V> {
    const bind = inOrder(read);
    const [source, other] = sources(read.capability);
    /** As it was found first; null when it was not at hand. What is told of an offer in one answer is of one moment. */
    const recalled = new Map<readonly string[], Bundle | null>();
    function recallOnce(keys: readonly string[]): Bundle | null {
      let bundle = recalled.get(keys);
      if (bundle === undefined) {
        signal.throwIfAborted();
        bundle = (other ? null : source?.recallAll(read, keys)) ?? null;
        recalled.set(keys, bundle);
      }
      return bundle;
    }
    return (reader) => {
      const loader = bind(reader);
      const noted = new Map<Bundle, readonly string[] | null>();
      return {
        ...loader,
        loadAll(keys, place, facets = null) {
          // Who wants to know of each read gets each.
          const bundle = reader.read ? null : recallOnce(keys);
          if (bundle === null) return each(keys, (key) => loader.load(key, place, facets));
          if (noted.get(bundle) !== facets) {
            backends.entities.recordAll(reader.recorder, bundle, facets);
            noted.set(bundle, facets);
          }
          return bundle.values as readonly (V | null)[];
        },
      };
    };
  }

  const catalogues = sources('products');
  function learn({ value }: Reading<Product>): void {
    if (value && !(value instanceof Error)) backends.owners.note(site.key, value);
  }
  const productBy = (by: 'id' | 'handle', turns?: number) =>
    batched(
      (key: string) => {
        const reading = recallProduct(by, key, site, catalogues);
        if (reading) learn(reading);
        return reading;
      },
      async (keys) => {
        const readings = await loadProducts(by, keys, site, catalogues);
        for (const reading of readings) learn(reading);
        return readings;
      },
      String,
      turns,
    );

  const productById = productBy('id', referenceTurns);
  const productByHandle = productBy('handle');
  const categoryById = inOrder(reads.category);
  const categoryByHandle = inOrder(reads.categoryHandle);
  const priceBySku = together(reads.price);
  const stockBySku = together(reads.stock);
  const imageById = inOrder(reads.media, referenceTurns);
  const pageByPath = inOrder(reads.page);
  const slot = inOrder(reads.slot);
  const ratings = createReviewReads(sources('reviews'));
  const reviewsOfProduct = batched<ReviewsKey, ReviewsOfProduct>(ratings.recall, ratings.load, reads.reviewList.toKey);
  const reviewById = inOrder(reads.review);
  const search = inOrder(reads.search);

  return (reader) => ({
    productById: productById(reader),
    productByHandle: productByHandle(reader),
    categoryById: categoryById(reader),
    categoryByHandle: categoryByHandle(reader),
    priceBySku: priceBySku(reader),
    stockBySku: stockBySku(reader),
    imageById: imageById(reader),
    pageByPath: pageByPath(reader),
    slot: slot(reader),
    reviewsOfProduct: reviewsOfProduct(reader),
    reviewById: reviewById(reader),
    search: search(reader),
  });
}
