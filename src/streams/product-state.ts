import { hash } from 'node:crypto';
import type { Assignment } from '../context/context.ts';
import type { Answer } from './ask.ts';
import { digestOf } from './cursor.ts';

/** Something about a place in the answer: an error, or what is stale or missing. */
interface Located {
  readonly path?: readonly (string | number)[];
}

/** What a subscription selects of one product, as it is at one moment. */
export interface ProductState {
  /** Differs when what is selected does. */
  readonly print: string;
  /** Stands for the print in cursors. */
  readonly digest: string;
  readonly isThere: boolean;
  /** It could not be found out whether it is there. */
  readonly isUnknown: boolean;
  /** By the response keys of `product`. */
  readonly products: Readonly<Record<string, unknown>>;
  /** By the response keys below `product`: what tells one value from another. */
  readonly fields: ReadonlyMap<string, string>;
  readonly errors: readonly Located[] | undefined;
  readonly degraded: readonly Located[] | undefined;
  readonly assignments: readonly Assignment[];
}

interface Body {
  readonly errors?: readonly (Located & { readonly locations?: unknown })[];
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly extensions?: { readonly degraded?: readonly Located[] };
}

/** Reads the answer to the query that `Selection` describes. @param root the response key of the subscription's field. */
export function readProductState({ payload, assignments, faulty }: Answer, handle: string, root: string): ProductState {
  const { errors, data, extensions } = JSON.parse(payload.body.toString()) as Body;
  const products = data ?? {};
  const found = Object.values(products).filter((product) => product !== null);
  const isThere = found.length > 0;
  const isUnknown = !isThere && faulty;
  const print = hash('sha1', JSON.stringify([products, isUnknown]), 'base64url');
  const fields = new Map<string, string>();
  for (const product of found) {
    for (const [key, value] of Object.entries(product)) {
      // Several aliases of the product may select different things under one key.
      fields.set(key, hash('sha1', `${fields.get(key) ?? ''}${JSON.stringify(value)}`, 'base64url'));
    }
  }
  const within = <T extends Located>(part: T): T => (part.path ? { ...part, path: [root, ...part.path] } : part);
  return {
    print,
    digest: digestOf(handle, print),
    isThere,
    isUnknown,
    products,
    fields,
    // Their places in the text are those of another text.
    errors: errors?.map(({ locations: _, ...error }) => within(error)),
    degraded: extensions?.degraded?.map(within),
    assignments,
  };
}

/** The fields that a state has and the one before it had not, or otherwise. */
export function changedFields(before: ProductState | null, after: ProductState): string[] {
  return [...after.fields].filter(([key, print]) => before?.fields.get(key) !== print).map(([key]) => key);
}
