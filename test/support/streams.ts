import { fileURLToPath } from 'node:url';
import { createDemo } from '../../demo/create.ts';
import type { Site } from '../../src/config/site.ts';
import { createSiteStore } from '../../src/config/sites-file.ts';
import type { Channel } from '../../src/context/channel.ts';
import { createDocuments } from '../../src/http/documents.ts';
import type { RecognizedVisitor } from '../../src/http/visitors.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import type { StreamError, Streams } from '../../src/streams/port.ts';

// biome-ignore lint/suspicious/noExplicitAny: messages are looked at by path, as a client in JavaScript does
export type Body = any;

export interface Received {
  readonly cursor: string;
  readonly replaces: string | null;
  readonly body: Body;
}

/** A subscriber in this process. */
export interface Client {
  readonly messages: readonly Received[];
  /** How it ended; undefined while it has not. */
  readonly ended: readonly StreamError[] | null | undefined;
  /** The next message that was not asked for yet, when it is there. */
  next(): Promise<Received>;
  /** Resolves when it has ended. */
  end(): Promise<readonly StreamError[] | null>;
  close(): void;
}

export interface ClientOptions {
  /** Its key, in the file; or itself. */
  readonly site?: string | Site;
  readonly channel?: Channel;
  readonly visitor?: () => RecognizedVisitor | null;
  readonly after?: string | null;
  /** Where the sites are; the demo's own. */
  readonly sites?: URL | string;
}

const documents = createDocuments(createSchema(), { depth: 20, cost: 100_000, aliases: 100 });
const demoSites = fileURLToPath(new URL('../../demo/sites.json', import.meta.url));
const nobody: RecognizedVisitor = { visitorId: null, profile: null };
const stores = new Map<string | URL, ReturnType<typeof createSiteStore>>();

function siteOf(key: string, file: string | URL) {
  let store = stores.get(file);
  if (!store) {
    store = createSiteStore(file, createDemo().connectors);
    stores.set(file, store);
  }
  const site = store.current().byKey(key);
  if (!site) throw new Error(`no site ${key} in ${file}`);
  return site;
}

/** Opens a stream as a transport does. @throws what refuses it. */
export function openClient(
  streams: Streams | null,
  query: string,
  variables: Record<string, unknown> = {},
  options: ClientOptions = {},
): Client {
  const { site = 'nachtwit-nl', channel = 'WEB', visitor = () => nobody, after = null, sites = demoSites } = options;
  const prepared = documents.prepare({ query });
  if (!streams || !prepared) throw new Error('no streams, or a document that does not parse');
  const messages: Received[] = [];
  const waiting: (() => void)[] = [];
  let ended: readonly StreamError[] | null | undefined;
  let read = 0;
  const wake = () => {
    for (const look of waiting.splice(0)) look();
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const stream = streams.open(
    {
      site: typeof site === 'string' ? siteOf(site, sites) : site,
      channel,
      prepared,
      operation: { query, variables },
      visitor,
      after,
    },
    {
      next({ cursor, replaces, body }) {
        messages.push({ cursor, replaces, body: JSON.parse(body.toString()) });
        wake();
      },
      end(errors) {
        ended = errors;
        wake();
      },
    },
  );
  return {
    messages,
    get ended() {
      return ended;
    },
    async next() {
      await until(() => messages.length > read || ended !== undefined);
      const message = messages[read];
      if (!message) throw new Error(`the stream ended: ${JSON.stringify(ended)}`);
      read += 1;
      return message;
    },
    async end() {
      await until(() => ended !== undefined);
      return ended ?? null;
    },
    close: stream.close,
  };
}
