import type { Call } from '../contract/call.ts';
import type { Connector } from '../contract/connector.ts';

/** The same connector, asked for drafts with every read of content. One that has none answers what is published. */
export function withDrafts(connector: Connector): Connector {
  const { content } = connector;
  if (!content) return connector;
  const asking = Object.fromEntries(
    Object.entries(content).map(([method, ask]: [string, unknown]) => [
      method,
      typeof ask === 'function'
        ? (asked: unknown, call: Call) => ask.call(content, asked, { ...call, preview: true })
        : ask,
    ]),
  );
  return { ...connector, content: asking as unknown as NonNullable<Connector['content']> };
}
