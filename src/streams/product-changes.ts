import type { ChangeKind } from '../generated/resolvers.ts';
import type { AskedQuestion, Asking } from './ask.ts';
import type { Topic } from './groups.ts';
import type { StreamMessage } from './port.ts';
import type { Selection } from './product-selection.ts';
import { changedFields, type ProductState, readProductState } from './product-state.ts';
import type { Seat } from './subscriber.ts';

/** A subscriber's place for one product. */
export interface ProductSeat extends Seat<ProductState> {
  /** All places of the subscriber, in the order of the handles. */
  readonly all: readonly ProductSeat[];
  /** What a client that was cut off has, as digests; null once it has been compared with. */
  has: ReadonlySet<string> | null;
}

/** @param digests of all that the client has by then, its cursor's last part. */
export type CursorAt = (position: number, digests: string) => string;

/**
 * One product, told to all who selected the same of it. What they are sent depends on what they were sent before: it is
 * made once for each such state.
 *
 * @param key names the topic.
 */
export function createProductChanges(
  key: string,
  question: AskedQuestion,
  handle: string,
  selection: Selection,
  asking: Asking,
  cursorAt: CursorAt,
): Topic<ProductState> {
  function toMessage(kind: ChangeKind, fields: readonly string[], state: ProductState, cursor: string): StreamMessage {
    const body = bodyOf(selection, { kind, cursor, handle, fields }, state);
    return { cursor, body, replaces: `product ${handle}` };
  }

  return {
    key,
    async ask(visitor, member) {
      const { channel } = (member as ProductSeat).subscriber.request;
      const found = await asking.ask(question, visitor, channel);
      return { ...found, state: readProductState(found.state, handle, selection.root) };
    },
    deliver({ state }, position, members) {
      const made = new Map<string, StreamMessage>();
      const said = new Map<ProductState | null, Said | null>();
      const sayTo = (last: ProductState | null) => {
        let known = said.get(last);
        if (known === undefined) {
          known = compare(last, state);
          said.set(last, known);
        }
        return known;
      };
      for (const member of members) {
        const seat = member as ProductSeat;
        const { last, has } = seat;
        // Nothing is known that was not known before.
        if (state.isUnknown && (last || has)) continue;
        const change = has ? resume(has, state) : sayTo(last);
        seat.has = null;
        seat.last = state;
        if (!change) continue;
        const digests = seat.all.map((one) => one.last?.digest ?? '').join('');
        const name = `${change.kind} ${change.fields.join()} ${digests}`;
        let message = made.get(name);
        if (!message) {
          message = toMessage(change.kind, change.fields, state, cursorAt(position, digests));
          made.set(name, message);
        }
        seat.subscriber.send(message, state.assignments);
      }
    },
  };
}

interface Said {
  readonly kind: ChangeKind;
  readonly fields: readonly string[];
}

/** What to say to somebody who was sent one state and is to have another; null for nothing. */
function compare(last: ProductState | null, state: ProductState): Said | null {
  if (last?.print === state.print) return null;
  const fields = state.isThere ? changedFields(last?.isThere ? last : null, state) : [];
  if (!last) return { kind: 'SNAPSHOT', fields };
  return { kind: state.isThere ? 'CHANGED' : 'REMOVED', fields };
}

/** The same for a client that comes back, of whose state only the digest is known. */
function resume(has: ReadonlySet<string>, state: ProductState): Said | null {
  if (has.has(state.digest)) return null;
  return { kind: state.isThere ? 'CHANGED' : 'REMOVED', fields: [...state.fields.keys()] };
}

/** What happened after the client's cursor cannot be told. */
export function createGap(selection: Selection, cursor: string): StreamMessage {
  const values = { kind: 'GAP', cursor, handle: null, fields: [] } as const;
  return { cursor, body: bodyOf(selection, values, null), replaces: null };
}

interface Values {
  readonly kind: ChangeKind;
  readonly cursor: string;
  readonly handle: string | null;
  readonly fields: readonly string[];
}

/** A result as an executor would give it: errors, data, extensions. */
function bodyOf({ root, fields }: Selection, values: Values, state: ProductState | null): Buffer {
  const all = { ...values, __typename: 'ProductChange' };
  const message = fields.map(({ key, name }) => [
    key,
    name === 'product' ? (state?.products[key] ?? null) : all[name as keyof typeof all],
  ]);
  return Buffer.from(
    JSON.stringify({
      errors: state?.errors,
      data: Object.fromEntries([[root, Object.fromEntries(message)]]),
      ...(state?.degraded && { extensions: { degraded: state.degraded } }),
    }),
  );
}
