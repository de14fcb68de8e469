import { hash } from 'node:crypto';
import type { Answer, AskedQuestion, Asking } from './ask.ts';
import type { Topic } from './groups.ts';
import type { StreamMessage } from './port.ts';
import type { Seat } from './subscriber.ts';

/** An answer to a live query, with what tells it from another one. */
export interface LiveState extends Answer {
  readonly print: string;
}

/**
 * A query whose answer is sent again whenever it is another one.
 *
 * @param key names the topic.
 * @param cursorAt the cursor of a message about a state at a log position.
 */
export function createLiveQuery(
  key: string,
  question: AskedQuestion,
  asking: Asking,
  cursorAt: (position: number) => string,
): Topic<LiveState> {
  return {
    key,
    async ask(visitor, member) {
      const { channel } = (member as Seat<LiveState>).subscriber.request;
      const found = await asking.ask(question, visitor, channel);
      return { ...found, state: { ...found.state, print: printOf(found.state) } };
    },
    deliver({ state }, position, members) {
      let message: StreamMessage | undefined;
      for (const member of members) {
        const { last } = member;
        member.last = state;
        // An error has an id of its own, and tells nothing new when it follows another one.
        if (last && (last.print === state.print || (last.faulty && state.faulty))) continue;
        message ??= { cursor: cursorAt(position), body: state.payload.body, replaces: 'answer' };
        (member as Seat<LiveState>).subscriber.send(message, state.assignments);
      }
    },
  };
}

/** Of all that is sent but the age of what is stale, which rises by itself. */
function printOf({ payload, degraded }: Answer): string {
  if (!degraded) return payload.hash;
  const { extensions, ...rest } = JSON.parse(payload.body.toString()) as {
    readonly extensions?: { readonly degraded?: readonly { readonly ageSeconds: number | null }[] };
  };
  const list = extensions?.degraded?.map(({ ageSeconds: _, ...part }) => part);
  return hash('sha1', JSON.stringify([rest, list]), 'base64url');
}
