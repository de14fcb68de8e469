/** A reader of event streams by hand: what was sent, as it was sent. */

export interface ReadEvent {
  readonly event?: string;
  readonly id?: string;
  readonly retry?: string;
  readonly data?: string;
  readonly comment?: true;
}

export interface EventReader {
  readonly response: Response;
  /** The next block, comments and `retry` included; null when the stream has ended. */
  next(): Promise<ReadEvent | null>;
  /** The next one that is an event. */
  event(): Promise<ReadEvent | null>;
  leave(): void;
}

/** Asks by POST, or by GET where the body is undefined. */
export async function readEvents(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const controller = new AbortController();
  const response = await fetch(url, {
    headers: {
      accept: 'text/event-stream',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    signal: controller.signal,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  // So far there is no end of a block in it.
  let searched = 0;
  async function next(): Promise<ReadEvent | null> {
    for (;;) {
      const end = text.indexOf('\n\n', searched);
      if (end !== -1) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        searched = 0;
        return parse(block);
      }
      searched = Math.max(0, text.length - 1);
      const read = await reader?.read();
      if (!read || read.done) return null;
      text += read.value;
    }
  }
  return {
    response,
    next,
    async event() {
      for (;;) {
        const found = await next();
        if (!found || found.event !== undefined) return found;
      }
    },
    leave: () => controller.abort(),
  };
}

function parse(block: string): ReadEvent {
  if (block.startsWith(':')) return { comment: true };
  const fields: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value;
  }
  return fields;
}
