import type { Snapshot } from '../cache/snapshot.ts';
import type { Assignment } from '../context/context.ts';
import type { Snapshots } from '../http/snapshots.ts';
import type { RecognizedVisitor } from '../http/visitors.ts';
import { type Groups, isSame, type Member } from './groups.ts';
import type { Sink, StreamError, StreamMessage, StreamRequest } from './port.ts';

/** Somebody who is sent something, until it ends. */
export interface Subscriber {
  readonly request: StreamRequest;
  isOpen(): boolean;
  /** Who it is as of now; ends the stream of one who may not be answered any longer, and is null then. */
  look(): RecognizedVisitor | null;
  send(message: StreamMessage, assignments: readonly Assignment[]): void;
  /** Ends the stream and says why; nothing happens when it has ended. */
  end(errors: readonly StreamError[] | null): void;
  /** Ends it without a word. */
  close(): void;
}

export interface SubscriberOptions {
  readonly request: StreamRequest;
  readonly sink: Sink;
  readonly exposed: (visitorId: string | null, assignments: readonly Assignment[]) => void;
  /** Is told once, when it ends: takes it out everywhere. */
  readonly ended: () => void;
}

const noLonger: StreamError = {
  message: 'Who began this stream may not be answered any longer: begin a new one with a token that holds',
  extensions: { code: 'UNAUTHENTICATED' },
};
const failed: StreamError = { message: 'Something went wrong here', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

export function createSubscriber({ request, sink, exposed, ended }: SubscriberOptions): Subscriber {
  let open = true;
  const close = () => {
    if (!open) return false;
    open = false;
    ended();
    return true;
  };
  const end = (errors: readonly StreamError[] | null) => {
    if (close()) sink.end(errors);
  };
  return {
    request,
    isOpen: () => open,
    look() {
      if (!open) return null;
      const visitor = request.visitor();
      if (!visitor) end([noLonger]);
      return visitor;
    },
    send(message, assignments) {
      if (!open) return;
      if (assignments.length > 0) exposed(request.visitor()?.visitorId ?? null, assignments);
      sink.next(message);
    },
    end,
    close,
  };
}

/** One thing that a subscriber is told of. */
export interface Seat<State> extends Member<State> {
  readonly subscriber: Subscriber;
}

export function createSeat<State>(subscriber: Subscriber, snapshots: Snapshots): Seat<State> {
  const { site, channel } = subscriber.request;
  return {
    subscriber,
    look: subscriber.look,
    snapshot: (visitor): Snapshot => snapshots(visitor, site, channel),
    fail: () => subscriber.end([failed]),
    last: null,
    visitor: null,
    at: null,
  };
}

/** Whoever is now another visitor than when they were answered is looked at again. */
export function reseat<State>(groups: Groups<State>, seats: readonly Seat<State>[]): void {
  for (const seat of seats) {
    const visitor = seat.look();
    if (visitor && seat.visitor !== null && !isSame(seat.visitor, visitor)) groups.move(seat);
  }
}
