import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import type { PreparedDocument } from '../http/documents.ts';
import type { Operation } from '../http/operation.ts';
import type { RecognizedVisitor } from '../http/visitors.ts';

/** One message of a stream, made once for all who get it. */
export interface StreamMessage {
  /**
   * Up to which change it is known to be current: what a client that was cut off gives back, as `after` or as SSE's
   * Last-Event-ID. Opaque, in plain ASCII without spaces; it names the log, so that one of another log is recognised.
   */
  readonly cursor: string;
  /** A GraphQL execution result as JSON in UTF-8. Shared by all its readers: never written to. */
  readonly body: Buffer;
  /** A later message with the same name says all that this one says: a slow reader may be given only the later one. Null for
   *  what must not be left out. */
  readonly replaces: string | null;
}

/** Where the messages of one subscriber go. Called synchronously, in order; neither method throws. */
export interface Sink {
  next(message: StreamMessage): void;
  /** The last call. `errors` as GraphQL errors that may be told (message, `extensions.code`); null when it is complete. */
  end(errors: readonly StreamError[] | null): void;
}

export interface StreamError {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

/** A live query (`query … @live`) or a subscription, as a transport has read it. */
export interface StreamRequest {
  readonly site: Site;
  readonly channel: Channel;
  readonly prepared: PreparedDocument;
  readonly operation: Operation;
  /** Who asks, as of now: asked again for every message, so that a token that ended, a profile that changed or a consent
   *  that was withdrawn takes effect. Null when the subscriber may not be answered any longer. */
  readonly visitor: () => RecognizedVisitor | null;
  /** The cursor of the last message that the client had; null at first. */
  readonly after: string | null;
}

export interface OpenStream {
  /** The subscriber has gone. Nothing is sent any more; `end` is not called. */
  close(): void;
}

/** Everything that is sent as it changes: live queries and subscriptions. */
export interface Streams {
  /**
   * Begins at once: the first message is the state as it is now, made like any other answer.
   *
   * @throws a refusal (see errors.ts in http) when the operation is neither live nor a subscription, or not valid.
   */
  open(request: StreamRequest, sink: Sink): OpenStream;
  /** What is known of a visitor has changed: their streams are looked at again. */
  refresh(visitorId: string): void;
  /** Live subscribers, and distinct groups that are executed for them; for metrics and tests. */
  size(): { readonly subscribers: number; readonly groups: number };
  /** Ends every stream with `end(null)`: a client that reconnects finds the next process. */
  close(): void;
}
