import { hash } from 'node:crypto';

/** An answer as it is sent: the bytes, and what names them. */
export interface ResponsePayload {
  readonly body: Buffer;
  /** Of the body; also the ETag. */
  readonly hash: string;
  /** Bytes held, with the compressed forms that will be made of it. */
  readonly size: number;
  /** Only of what is not 200, or has headers of its own: such an answer is for who asked, and never remembered. */
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Share of its plain size that gzip and Brotli together need for a product page's JSON. */
const compressedShare = 0.4;

/** JSON text as bytes, named by their hash. */
export function toPayload(text: string, status?: number, headers: ResponsePayload['headers'] = []): ResponsePayload {
  const body = Buffer.from(text);
  const size = Math.ceil(body.length * (1 + compressedShare));
  return { body, hash: hash('sha1', body, 'base64url'), size, status, headers };
}
