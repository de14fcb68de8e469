/** An operation of a stream, whatever transport it came by: kept open when it is live, else answered once. */
import type { Logger } from 'pino';
import type { DocumentsConfig } from '../../config/documents.ts';
import type { Site } from '../../config/site.ts';
import type { Channel } from '../../context/channel.ts';
import type { OpenStream, Sink, Streams } from '../../streams/port.ts';
import type { Documents, PreparedDocument } from '../documents.ts';
import { answerOf, refusal } from '../errors.ts';
import type { Asked, Operation } from '../operation.ts';
import { findDocument } from '../trusted.ts';
import type { RecognizedVisitor } from '../visitors.ts';
import type { Places } from './places.ts';

/** What a client asks by a stream. */
export interface StreamQuestion {
  readonly asked: Asked;
  readonly method: 'GET' | 'POST';
  readonly site: Site;
  readonly channel: Channel;
  /** Who asks, as of now. */
  readonly visitor: () => RecognizedVisitor | null;
  /** The cursor that a transport has a place of its own for: it wins over `extensions.after`. */
  readonly after: string | null;
  /** For its limits: see `clientOf`. */
  readonly client: string;
}

/** Where the messages of one operation go. */
export interface Listener extends Sink {
  /** The result of what is not live, as JSON. `end` follows. */
  result(body: Buffer): void;
}

/** An operation that is neither live nor a subscription, found and looked at. */
export interface OnceQuestion extends Pick<StreamQuestion, 'method' | 'site' | 'channel'> {
  readonly operation: Operation;
  readonly prepared: PreparedDocument | null;
  readonly trusted: boolean;
  readonly visitor: RecognizedVisitor;
  readonly signal: AbortSignal;
}

export interface OperationOptions {
  /** Null where nothing is live. */
  readonly streams: Streams | null;
  /** Of live operations: of one connection there can be many. */
  readonly places: Places;
  readonly documents: Documents;
  readonly trust: DocumentsConfig;
  /** Answers like any request by plain HTTP: the JSON of the result. */
  readonly answerOnce: (question: OnceQuestion) => Promise<Buffer>;
  /** Time for what is answered once, in milliseconds. */
  readonly requestMs: number;
  readonly log: Logger;
}

/** Whether its result is sent again whenever it changes. */
export function isLive({ operation }: PreparedDocument): boolean {
  return (
    operation.operation === 'subscription' || (operation.directives ?? []).some(({ name }) => name.value === 'live')
  );
}

/**
 * Begins an operation. Its listener may be called before this returns.
 *
 * @throws whatever refuses it: its document, the limits, its variables. Nothing was begun then.
 */
export function beginOperation(question: StreamQuestion, listener: Listener, options: OperationOptions): OpenStream {
  const { asked, method, site, channel, visitor } = question;
  const { operation, trusted } = findDocument(asked, options.trust);
  const prepared = options.documents.prepare(operation);
  if (method === 'GET' && prepared?.personal) {
    throw refusal(
      'PERSONAL_DATA_IN_URL',
      'This operation takes personal data, which a URL must not hold: send it by POST',
    );
  }
  if (prepared === null || !isLive(prepared)) {
    const who = visitor();
    if (!who) throw refusal('UNAUTHENTICATED', 'The customer’s token is over: connect again with one that holds');
    return answerOnce({ operation, prepared, trusted, method, site, channel, visitor: who }, listener, options);
  }

  const { streams } = options;
  if (!streams) throw refusal('STREAMS_UNAVAILABLE', 'Nothing is live on this server: ask without @live');
  const after = question.after ?? readAfter(operation);
  const leave = options.places.take(question.client);
  let over = false;
  try {
    const stream = streams.open(
      { site, channel, prepared, operation, visitor, after },
      {
        next: listener.next,
        end(errors) {
          over = true;
          leave();
          listener.end(errors);
        },
      },
    );
    return {
      close() {
        if (over) return;
        over = true;
        leave();
        stream.close();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

function answerOnce(
  question: Omit<OnceQuestion, 'signal'>,
  listener: Listener,
  { answerOnce: answer, requestMs, log }: OperationOptions,
): OpenStream {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(refusal('REQUEST_TIMEOUT', `This took longer than the ${requestMs} ms that a request may take`));
  }, requestMs);
  let left = false;
  answer({ ...question, signal: controller.signal })
    .then(
      (body) => {
        if (left) return;
        listener.result(body);
        listener.end(null);
      },
      (error: unknown) => {
        if (!left) listener.end(answerOf(error, log).body.errors);
      },
    )
    .finally(() => clearTimeout(timer));
  return {
    close() {
      left = true;
      controller.abort(refusal('CLIENT_LEFT', 'The client left before it was answered'));
    },
  };
}

/** In characters: a cursor names what its holder has, of up to a hundred things. */
const longestCursor = 1_000;

function readAfter({ extensions }: Operation): string | null {
  const after = extensions?.after;
  if (after == null || after === '') return null;
  if (typeof after === 'string' && after.length <= longestCursor) return after;
  throw refusal('BAD_REQUEST', '"extensions.after" must be the cursor of a message, a string');
}
