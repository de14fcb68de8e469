import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { rememberByHeader } from './header-memo.ts';
import { type ResponsePayload, roomForForms } from './payload.ts';

/** Brotli first: it wins a tie, being a fifth smaller for JSON. */
const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** Moderate: beyond these levels the time doubles for a few per cent of the size. */
const gzipLevel = 6;
const brotliQuality = 5;

const compress: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body) => promisify(gzip)(body, { level: gzipLevel }),
};

/** The compression that a client likes best, by its `accept-encoding` (RFC 9110, 12.5.3); null for none. */
export const chooseEncoding = rememberByHeader((header): Encoding | null => {
  if (header === undefined) return null;
  const qualities = new Map(header.toLowerCase().split(',').map(readCoding));
  const quality = (name: string) => qualities.get(name) ?? qualities.get('*') ?? 0;
  let best: Encoding | null = null;
  // Who asks for plain bytes above all gets them.
  let highest = qualities.get('identity') ?? 0;
  for (const encoding of encodings) {
    if (quality(encoding) <= 0 || quality(encoding) < highest || (best && quality(encoding) === highest)) continue;
    best = encoding;
    highest = quality(encoding);
  }
  return best;
});

function readCoding(text: string): readonly [name: string, quality: number] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return [name, quality >= 0 && quality <= 1 ? quality : 0];
}

/**
 * A remembered answer in a compressed form, when it is there. The first who could use it has it made, in another thread,
 * and is sent the plain bytes: so is everybody until it is ready. An answer that is sent once is never compressed.
 */
export function formOf(payload: ResponsePayload, encoding: Encoding): Buffer | null {
  const { forms, body } = payload;
  const form = forms.get(encoding);
  if (form !== undefined) return form;
  if (roomForForms(body) === 0) return null;
  forms.set(encoding, null);
  // zlib fails for want of memory only; then the plain bytes serve on.
  compress[encoding](body).then(
    (made) => keep(payload, encoding, made),
    () => undefined,
  );
  return null;
}

/** Only within the room that the cache has counted for it. */
function keep({ forms, body }: ResponsePayload, encoding: Encoding, made: Buffer): void {
  let taken = made.length;
  for (const form of forms.values()) taken += form?.length ?? 0;
  if (taken <= roomForForms(body)) forms.set(encoding, made);
}
