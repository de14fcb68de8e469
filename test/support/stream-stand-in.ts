/**
 * A stand-in of `Streams` for tests of what carries messages: it sends what a test tells it to, and remembers who asked.
 * What is sent when is tried with the real one.
 */
import { refusal } from '../../src/http/errors.ts';
import type { Sink, StreamMessage, StreamRequest, Streams } from '../../src/streams/port.ts';

export interface StandInStream {
  readonly request: StreamRequest;
  readonly sink: Sink;
}

export interface StandInStreams extends Streams {
  /** Those that are open, in the order of their opening. */
  readonly streams: readonly StandInStream[];
  /** How often one was closed by its subscriber. */
  readonly closed: () => number;
  /** Sends the same message to all. */
  publish(message: StreamMessage): void;
  /** Resolves when so many are open. */
  until(count: number): Promise<void>;
}

let made = 0;

/** A message with a result; a state of `name` that a later one of the same name stands in for, unless it is null. */
export function messageOf(data: unknown, name: string | null = 'state'): StreamMessage {
  made += 1;
  return { cursor: `log.${made}`, body: Buffer.from(JSON.stringify({ data })), replaces: name };
}

/**
 * @param first what each is sent at once; by default its own `siteKey`. A variable `refuse` refuses it.
 */
export function createStreamsStandIn(
  first: (request: StreamRequest) => StreamMessage | null = ({ site }) => messageOf({ siteKey: site.key }),
): StandInStreams {
  const open = new Set<StandInStream>();
  let closed = 0;
  return {
    get streams() {
      return [...open];
    },
    closed: () => closed,
    open(request, sink) {
      if (request.operation.variables?.refuse) throw refusal('BAD_USER_INPUT', 'This is refused');
      const stream = { request, sink };
      open.add(stream);
      const message = first(request);
      if (message) sink.next(message);
      return {
        close() {
          if (open.delete(stream)) closed += 1;
        },
      };
    },
    publish(message) {
      for (const { sink } of open) sink.next(message);
    },
    async until(count) {
      while (open.size !== count) await new Promise((resolve) => setTimeout(resolve, 2));
    },
    refresh() {},
    size: () => ({ subscribers: open.size, groups: open.size }),
    close() {
      for (const stream of open) {
        open.delete(stream);
        stream.sink.end(null);
      }
    },
  };
}
