/** A kept-alive connection that sends one request after the other: as little work for the sender as we could make it. */
import { connect } from 'node:net';

export interface ConnectionOptions {
  readonly port: number;
  /** The next request; undefined ends the connection once it is answered. */
  readonly next: () => Buffer | undefined;
  /** @param ms from when the request was written until its answer was complete. */
  readonly answered: (bytes: number, ms: number) => void;
}

const endOfHead = Buffer.from('\r\n\r\n');
const chunkBytes = 256 * 1024;

/** Resolves when there is nothing more to send. Rejects when an answer is not a whole `200` with its length. */
export function runConnection({ port, next, answered }: ConnectionOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      // One buffer for the life of the connection: at hundreds of megabytes per second, every other way allocates.
      onread: {
        buffer: Buffer.allocUnsafe(chunkBytes),
        callback(length, chunk) {
          try {
            read(chunk as Buffer, length);
          } catch (error) {
            reject(error);
            socket.destroy();
          }
          return true;
        },
      },
    });
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection with a request on it')));

    /** The beginning of an answer whose head is not complete. */
    let head: Buffer | undefined;
    let bodyLeft = 0;
    let length = 0;
    let sentAt = 0;

    function send() {
      const request = next();
      if (request === undefined) {
        resolve();
        socket.end();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    }

    function read(chunk: Buffer, end: number) {
      if (bodyLeft > 0) {
        readBody(end);
        return;
      }
      const text = head ? Buffer.concat([head, chunk.subarray(0, end)]) : chunk.subarray(0, end);
      const at = text.indexOf(endOfHead);
      if (at === -1) {
        head = Buffer.from(text);
        return;
      }
      head = undefined;
      length = bodyLength(text.toString('latin1', 0, at));
      bodyLeft = length;
      readBody(text.length - at - endOfHead.length);
    }

    function readBody(bytes: number) {
      bodyLeft -= bytes;
      if (bodyLeft < 0) throw new Error('an answer was longer than its content-length');
      if (bodyLeft > 0) return;
      answered(length, performance.now() - sentAt);
      send();
    }
  });
}

function bodyLength(head: string): number {
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`expected an answer 200, found: ${head.slice(0, 300)}`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`expected a content-length, found: ${head.slice(0, 500)}`);
  return Number(length);
}
