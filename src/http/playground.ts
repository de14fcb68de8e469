/**
 * The playground's page and its assets, from the bundle that `npm run build:playground` makes. The app answers with
 * `page` where a browser opens a GraphQL endpoint: `GET /{site}/graphql` with `accept: text/html` and without the
 * parameters `query` and `documentId`. The assets are a Fastify plugin, registered once, without a prefix:
 *
 *     const playground = createPlayground(new URL('../../playground/dist/', import.meta.url));
 *     app.register(playgroundAssets(playground));
 *     …
 *     const { status, headers, html } = playground.page({ site: 'nachtwit-nl', endpoint: '/nachtwit-nl/graphql', … });
 *     return reply.code(status).headers(headers).send(html);
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';

/** What the page needs to know before it can ask GraphQL itself. Public: it is written into the page. */
export interface PlaygroundBootstrap {
  /** Key of the site that answers. */
  readonly site: string;
  /** Path of the GraphQL endpoint that opened the page: `/nachtwit-nl/graphql`, or `/graphql` where the host tells the site. */
  readonly endpoint: string;
  /** All sites, or those that this host may show; the first of a brand opens the brand's group. */
  readonly sites: readonly {
    readonly key: string;
    /** The brand's name for people. */
    readonly brand: string;
    readonly country: string;
    readonly language: string;
  }[];
  readonly channels: readonly string[];
  /** Example visitors of this site: their names, and what to send as `etalage-visitor`. Absent: none. */
  readonly personas?: readonly { readonly key: string; readonly title: string; readonly token: string }[];
}

export interface PlaygroundPage {
  /** 200, or 503 when the bundle was not built. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

export interface PlaygroundAsset {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Playground {
  /** False when the bundle was not built: `page` then says how to. */
  readonly built: boolean;
  page(bootstrap: PlaygroundBootstrap): PlaygroundPage;
  /** A file of the bundle by its name; undefined for any name that the build did not make. */
  asset(name: string, acceptEncoding?: string): Promise<PlaygroundAsset | undefined>;
}

/** Where the page expects its assets; the same word stands in `playground/vite.config.ts`. */
const assetsPath = '/playground/assets/';

/**
 * Only this server, for everything. The editor writes its own `style` elements and brings its icons as a data URL,
 * hence the two exceptions; its workers are files of the bundle.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  // The same URL also answers GraphQL over GET.
  vary: 'accept',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Etalage</title>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 40em; margin: 15vh auto; padding: 0 1.5em">
<h1 style="font-size: 1.25em">The playground is not built</h1>
<p>This is a GraphQL endpoint, and it works. To open it in a browser, run</p>
<pre>npm run build:playground</pre>
<p>in the folder of the server, and start the server again.</p>
`;

/** The mark in `playground/index.html` in whose place the bootstrap data goes. */
const bootstrapMark = '<!-- bootstrap -->';

/**
 * @param directory the folder that `npm run build:playground` fills; it is read once, here.
 * @param personasOf the example visitors of a site, each time with new tokens. Default none.
 */
export function createPlayground(
  directory: URL,
  personasOf: (site: string) => PlaygroundBootstrap['personas'] = () => undefined,
): Playground {
  const template = readTemplate(directory);
  if (template === undefined) {
    return {
      built: false,
      page: () => ({ status: 503, headers: pageHeaders, html: notBuilt }),
      asset: async () => undefined,
    };
  }
  const assets = new URL('assets/', directory);
  // Names come from the folder and are never made from a request, so no request can reach outside it.
  const names = new Set(readdirSync(assets));

  return {
    built: true,
    page: (bootstrap) => ({
      status: 200,
      headers: pageHeaders,
      html: fill(template, { ...bootstrap, personas: personasOf(bootstrap.site) }),
    }),
    async asset(name, acceptEncoding = '') {
      const contentType = contentTypes[extname(name)];
      if (!names.has(name) || contentType === undefined) return undefined;
      const brotli = names.has(`${name}.br`) && acceptsBrotli(acceptEncoding);
      const headers: Record<string, string> = {
        'content-type': contentType,
        // The name holds a hash of the content.
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
      };
      if (brotli) headers['content-encoding'] = 'br';
      return { headers, body: await readFile(new URL(brotli ? `${name}.br` : name, assets)) };
    },
  };
}

/** Serves `/playground/assets/*`. */
export function playgroundAssets(playground: Playground): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { '*': string } }>(`${assetsPath}*`, async (request, reply) => {
      const asset = await playground.asset(request.params['*'], request.headers['accept-encoding']);
      if (!asset) return reply.code(404).type('text/plain; charset=utf-8').send('not found\n');
      return reply.headers(asset.headers).send(asset.body);
    });
  };
}

function readTemplate(directory: URL): string | undefined {
  try {
    return readFileSync(new URL('index.html', directory), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** JSON inside a script element ends at `</script`, whatever the quotes say; an escaped `<` is the same JSON. */
function fill(template: string, bootstrap: PlaygroundBootstrap): string {
  const json = JSON.stringify(bootstrap).replaceAll('<', '\\u003c');
  return template.replace(bootstrapMark, () => `<script type="application/json" id="bootstrap">${json}</script>`);
}

function acceptsBrotli(acceptEncoding: string): boolean {
  return acceptEncoding.split(',').some((entry) => /^\s*br\s*(;|$)/.test(entry) && !/;\s*q=0(\.0+)?\s*$/.test(entry));
}
