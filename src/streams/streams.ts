import type { GraphQLSchema } from 'graphql';
import type { Cache } from '../cache/cache.ts';
import { writeCursor } from '../changes/cursor.ts';
import type { IngestLog } from '../changes/log-port.ts';
import type { DocumentsConfig } from '../config/documents.ts';
import type { Assignment } from '../context/context.ts';
import type { Documents } from '../http/documents.ts';
import { refusal } from '../http/errors.ts';
import type { DocumentLimits } from '../http/limits.ts';
import type { ResponsePayload } from '../http/payload.ts';
import { createSnapshots } from '../http/snapshots.ts';
import { type AskOptions, createAsking } from './ask.ts';
import { createCheck, type Variables } from './check.ts';
import { type StreamCursor, writeStreamCursor } from './cursor.ts';
import { createGroups } from './groups.ts';
import { createLiveQuery, type LiveState } from './live-query.ts';
import type { Sink, StreamRequest, Streams } from './port.ts';
import { createGap, createProductChanges, type ProductSeat } from './product-changes.ts';
import { createProductSubscriptions, type ProductSubscription } from './product-selection.ts';
import type { ProductState } from './product-state.ts';
import { canResume, readAfter } from './resume.ts';
import {
  createSeat,
  createSubscriber,
  reseat,
  type Seat,
  type Subscriber,
  type SubscriberOptions,
} from './subscriber.ts';

export interface StreamsOptions extends Omit<AskOptions, 'watch' | 'requestMs'> {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly trust: DocumentsConfig;
  readonly limits: DocumentLimits & { readonly requestMs: number };
  readonly cache: Pick<Cache<ResponsePayload, Assignment>, 'watch' | 'position'>;
  readonly log: IngestLog;
  readonly exposed: SubscriberOptions['exposed'];
  /** Is told of what fails without anybody waiting for it. */
  readonly report: (error: unknown) => void;
}

/** How often it is looked whether the sites are other ones, in milliseconds. */
const sitesEveryMs = 1_000;

interface Entry {
  readonly subscriber: Subscriber;
  /** Looks again at all that the subscriber is told of, if their visitor is another one. */
  look: () => void;
  leave: () => void;
}

export function createStreams(options: StreamsOptions): Streams {
  const { documents, trust, cache, log, sites, report, now, exposed } = options;
  const asking = createAsking({ ...options, watch: cache.watch, requestMs: options.limits.requestMs });
  const check = createCheck(options.schema, options.limits);
  const readProducts = createProductSubscriptions(options.schema);
  const snapshots = createSnapshots();
  const live = createGroups<LiveState>({ position: cache.position, now, report });
  const products = createGroups<ProductState>({ position: cache.position, now, report });
  const entries = new Set<Entry>();
  const byVisitor = new Map<string, Set<Entry>>();
  let alone = 0;
  let closed = false;

  const cursorAt = (position: number) => writeCursor({ epoch: log.epoch, position });
  const cursorOf = (position: number, digests: string) => writeStreamCursor({ epoch: log.epoch, position }, digests);
  const aloneKey = () => {
    alone += 1;
    return `alone ${alone}`;
  };

  function openLive(entry: Entry, { site, prepared, operation }: StreamRequest): void {
    const question = { site, prepared, operation, trusted: trust.texts.has(operation.query) };
    const topic = createLiveQuery(asking.keyOf(question) ?? aloneKey(), question, asking, cursorAt);
    const seat: Seat<LiveState> = createSeat(entry.subscriber, snapshots);
    entry.look = () => reseat(live, [seat]);
    entry.leave = () => live.leave(seat);
    live.join(topic, seat);
  }

  function openProducts(entry: Entry, subscription: ProductSubscription, cursor: StreamCursor | null): void {
    const { subscriber } = entry;
    const { site, operation } = subscriber.request;
    const { selection, handles } = subscription;
    const text = { query: selection.query, operationName: operation.operationName };
    const trusted = trust.texts.has(operation.query);
    const seats: ProductSeat[] = [];
    entry.look = () => reseat(products, seats);
    entry.leave = () => {
      for (const seat of seats) products.leave(seat);
    };

    function begin(has: ReadonlySet<string> | null): void {
      for (const _ of handles) seats.push({ ...createSeat<ProductState>(subscriber, snapshots), all: seats, has });
      for (const [nth, handle] of handles.entries()) {
        const variables = { ...operation.variables, [selection.handle]: handle };
        const question = { site, prepared: documents.prepare(text), operation: { ...text, variables }, trusted };
        // Those who name the fields of the message otherwise are sent other messages.
        const key = asking.keyOf(question);
        const name = key === null ? aloneKey() : `${selection.root} ${JSON.stringify(selection.fields)} ${key}`;
        products.join(
          createProductChanges(name, question, handle, selection, asking, cursorOf),
          seats[nth] as ProductSeat,
        );
      }
    }

    if (!cursor) {
      begin(null);
      return;
    }
    canResume(cursor, log)
      .catch((error) => {
        report(error);
        return false;
      })
      .then((isWhole) => {
        if (!subscriber.isOpen()) return;
        if (!isWhole) subscriber.send(createGap(selection, cursorOf(cache.position(), '')), []);
        if (subscriber.isOpen()) begin(isWhole ? cursor.digests : null);
      })
      .catch(report);
  }

  function register(request: StreamRequest, sink: Sink): Entry {
    const visitorId = request.visitor()?.visitorId ?? null;
    const entry: Entry = {
      subscriber: createSubscriber({
        request,
        sink,
        exposed,
        ended() {
          entries.delete(entry);
          const same = visitorId === null ? undefined : byVisitor.get(visitorId);
          if (same?.delete(entry) && same.size === 0) byVisitor.delete(visitorId as string);
          entry.leave();
        },
      }),
      look: () => {},
      leave: () => {},
    };
    entries.add(entry);
    if (visitorId !== null) {
      const same = byVisitor.get(visitorId);
      if (same) same.add(entry);
      else byVisitor.set(visitorId, new Set([entry]));
    }
    return entry;
  }

  let directory = sites();
  /** A site that is another one now has other answers to everything: its clients begin again. */
  const watching = setInterval(() => {
    if (sites() === directory) return;
    directory = sites();
    for (const { subscriber } of [...entries]) {
      const { key, hash } = subscriber.request.site;
      if (directory.byKey(key)?.hash !== hash) subscriber.end(null);
    }
  }, sitesEveryMs).unref();

  return {
    open(request, sink) {
      const { prepared, operation } = request;
      const variables: Variables = check(prepared, operation.variables);
      const isLive = prepared.operation.operation === 'query';
      const subscription = isLive ? null : readProducts(prepared, variables);
      const cursor = subscription && readAfter(subscription.after, request.after, log.epoch);
      if (closed) throw refusal('STREAMS_UNAVAILABLE', 'This server is closing: another one will take the stream');
      const entry = register(request, sink);
      if (subscription) openProducts(entry, subscription, cursor);
      else openLive(entry, request);
      return { close: entry.subscriber.close };
    },
    refresh(visitorId) {
      for (const entry of [...(byVisitor.get(visitorId) ?? [])]) {
        if (entry.subscriber.look()) entry.look();
      }
    },
    size: () => ({ subscribers: entries.size, groups: live.size() + products.size() }),
    close() {
      closed = true;
      clearInterval(watching);
      for (const { subscriber } of [...entries]) subscriber.end(null);
    },
  };
}

/** For a server that remembers nothing between requests: nothing there tells when an answer is another one. */
export function createNoStreams(): Streams {
  return {
    open() {
      throw refusal(
        'STREAMS_UNAVAILABLE',
        'This server keeps no answers (`cache: false`), so nothing tells it when one changes: it has no streams',
      );
    },
    refresh() {},
    size: () => ({ subscribers: 0, groups: 0 }),
    close() {},
  };
}
