import { hash } from 'node:crypto';
import type { Encoding } from './compression.ts';

/** An answer as it is sent: the bytes, and what names them. */
export interface ResponsePayload {
  readonly body: Buffer;
  /** Of the body. */
  readonly hash: string;
  /** Weak: the compressed forms of one answer mean the same, and differ in their bytes. */
  readonly etag: string;
  /** Bytes held, with the room for the compressed forms that may be made of it. */
  readonly size: number;
  /** Compressed forms, made when they are first of use: see `formOf`. Null while one is made, and when it is not worth its room. */
  readonly forms: Map<Encoding, Buffer | null>;
  /** It holds errors: good for who asked, and for nobody to keep. */
  readonly faulty: boolean;
  /** Only of what is not 200, or has headers of its own: such an answer is for who asked, and never remembered. */
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Room for gzip and Brotli together, as a share of the plain size: of a product page's JSON they need 0.4. */
const compressedShare = 0.5;
/** Below this size, in bytes, compressing saves no packet. */
const leastCompressed = 1_024;

/** JSON text as bytes, named by their hash. */
export function toPayload(
  text: string,
  { status, headers = [], faulty = false }: Partial<Pick<ResponsePayload, 'status' | 'headers' | 'faulty'>> = {},
): ResponsePayload {
  const body = bytesOf(text);
  const name = hash('sha1', body, 'base64url');
  return {
    body,
    hash: name,
    etag: `W/"${name}"`,
    size: body.length + roomForForms(body),
    forms: new Map(),
    faulty,
    status,
    headers,
  };
}

/** In memory of its own: `Buffer.from` would cut it from a pool, which one remembered answer then keeps as a whole. */
function bytesOf(text: string): Buffer {
  const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  body.write(text);
  return body;
}

/** Bytes that the compressed forms of a body may take together; 0 for one that is too small to be compressed. */
export function roomForForms({ length }: Buffer): number {
  return length < leastCompressed ? 0 : Math.ceil(length * compressedShare);
}
