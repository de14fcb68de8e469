import type { Socket } from 'node:net';
import type { StreamError } from '../../streams/port.ts';

/** Why a connection is ended whose other side does not read. */
export const slowReader: StreamError = {
  message: 'Messages came faster than they were read: ask again, and go on from the last cursor',
  extensions: { code: 'SLOW_READER' },
};

/** What a connection still has to be sent, and no more of it than is good. `Owner` tells the streams of one connection apart. */
export interface Outbox<Owner> {
  /**
   * Sends, or keeps for later while the other side does not read. A message takes the place of an earlier one of the same
   * owner and name that is still kept.
   *
   * @param name null for what must not be left out.
   */
  send(owner: Owner | null, name: string | null, bytes: Buffer): void;
  /** Forgets what is kept of an owner. */
  drop(owner: Owner): void;
  /** Calls back when nothing is kept any more: at once, or never when the connection ends before. */
  whenSent(then: () => void): void;
  /** Nothing is kept any more, and what is sent from here on is not kept either. */
  close(): void;
  /** Whether some of what was sent waits in this process for the other side to read. */
  isBehind(): boolean;
  /** Whether it has waited for longer than it may, without a moment in which all was sent. Asked once per turn of the wheel. */
  isTooLate(now: number): boolean;
}

export interface OutboxOptions<Owner> {
  /** Bytes in the socket's buffer from which on messages are kept here instead, and bytes that are kept here at most. */
  readonly bufferBytes: number;
  /** How long the other side may be behind, in milliseconds. */
  readonly slowMs: number;
  /** Puts one message on the socket. */
  readonly write: (owner: Owner | null, bytes: Buffer) => void;
  /** More would have to be kept than may be: the connection must be ended. */
  readonly overflow: () => void;
}

interface Kept<Owner> {
  readonly owner: Owner | null;
  readonly name: string | null;
  readonly bytes: Buffer;
}

/**
 * The buffer between messages that come when they come and a socket whose reader takes its time. The socket's own buffer
 * takes them up to a limit; beyond it only the newest state of each name is kept, so that a client on a bad line gets the
 * state as it is when it can read again, and not all that it missed.
 */
export function createOutbox<Owner>(socket: Socket, options: OutboxOptions<Owner>): Outbox<Owner> {
  const { bufferBytes, slowMs, write, overflow } = options;
  // None while everything goes straight to the socket, as it nearly always does.
  let kept: Kept<Owner>[] | null = null;
  let keptBytes = 0;
  let behindSince: number | null = null;
  let sent: (() => void) | null = null;
  let closed = false;

  // A buffer that the socket does not call full has no `drain` to wait for.
  const isFull = () => socket.writableLength > bufferBytes && socket.writableNeedDrain;

  function keep(message: Kept<Owner>): void {
    kept ??= [];
    if (message.name !== null) remove((other) => other.owner === message.owner && other.name === message.name);
    kept.push(message);
    keptBytes += message.bytes.length;
    // One message is always kept, whatever its size: it was made, and others hold it too.
    if (keptBytes > bufferBytes && kept.length > 1) overflow();
  }

  function remove(isOver: (message: Kept<Owner>) => boolean): void {
    kept = (kept ?? []).filter((message) => {
      if (!isOver(message)) return true;
      keptBytes -= message.bytes.length;
      return false;
    });
  }

  function flush(): void {
    behindSince = null;
    while (kept !== null && !isFull()) {
      const next = kept.shift();
      if (next === undefined) {
        kept = null;
        break;
      }
      keptBytes -= next.bytes.length;
      write(next.owner, next.bytes);
    }
    if (kept !== null) return;
    socket.off('drain', flush);
    sent?.();
    sent = null;
  }

  return {
    send(owner, name, bytes) {
      if (closed) return;
      if (kept === null && !isFull()) return write(owner, bytes);
      if (kept === null) socket.on('drain', flush);
      keep({ owner, name, bytes });
    },
    drop(owner) {
      if (kept !== null) remove((message) => message.owner === owner);
    },
    whenSent(then) {
      if (kept === null) then();
      else sent = then;
    },
    close() {
      closed = true;
      kept = null;
      sent = null;
      socket.off('drain', flush);
    },
    isBehind: () => kept !== null || socket.writableLength > 0,
    isTooLate(now) {
      if (kept === null && socket.writableLength === 0) behindSince = null;
      else behindSince ??= now;
      return behindSince !== null && now - behindSince > slowMs;
    },
  };
}
