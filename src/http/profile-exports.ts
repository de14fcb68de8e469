/** Hands a person all that is held of them, by the link that `profileExport` gave: once. */
import type { FastifyInstance } from 'fastify';
import type { SiteDirectory } from '../config/site.ts';
import type { Desk, ProfileExport } from '../visitor/desk.ts';
import { refusal } from './errors.ts';
import { prefersHtml } from './media-type.ts';
import { openSignal } from './signal.ts';
import { findSite } from './target.ts';

export interface ExportOptions {
  readonly desk: Pick<Desk, 'readExport'>;
  readonly sites: () => SiteDirectory;
  readonly requestMs: number;
}

interface Asked {
  Params: { site: string; token: string };
  Querystring: { format?: string };
}

/** Adds `GET /visitors/exports/{site}/{token}`: a page for browsers, JSON for others and with `?format=json`. */
export function addProfileExports(app: FastifyInstance, { desk, sites, requestMs }: ExportOptions): void {
  app.get<Asked>('/visitors/exports/:site/:token', async (request, reply) => {
    const { site: key, token } = request.params;
    const site = findSite(sites(), key, undefined);
    request.facts.site = site.key;
    // A browser that looks ahead, or a mail program that looks for danger, must not use the link up.
    if (/prefetch|prerender/.test(String(request.headers['sec-purpose'] ?? request.headers.purpose ?? '')))
      throw refusal('NOT_FOUND', 'This is opened by the person only');
    const exported = await desk.readExport(token, site, openSignal(reply.raw, requestMs));
    if (!exported) throw refusal('NOT_FOUND', 'This link was used, or is over: ask for a new one');
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    if (request.query.format !== 'json' && prefersHtml(request.headers.accept))
      return reply
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        )
        .type('text/html; charset=utf-8')
        .send(pageOf(exported, site.brand.name, site.language));
    return reply
      .header('content-disposition', 'attachment; filename="profile.json"')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(exported, null, 2));
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What anybody may have typed, as text in a page. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] as string);

/** The same as the JSON, to be read: nothing is left out of it. */
export function pageOf({ exportedAt, data, missing }: ProfileExport, brand: string, language: string): string {
  const parts = Object.entries(data).map(
    ([name, part]) => `<section><h2>${escapeHtml(name)}</h2>${listOf(part)}</section>`,
  );
  const gaps = missing.length > 0 ? `<p>Not readable now: ${escapeHtml(missing.join(', '))}</p>` : '';
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(brand)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem 1rem}section{border-top:1px solid #ccc}</style>
<h1>${escapeHtml(brand)}</h1>
<p><time datetime="${escapeHtml(exportedAt)}">${escapeHtml(exportedAt)}</time></p>
${parts.join('\n')}
${gaps}
</html>
`;
}

function listOf(value: unknown): string {
  if (Array.isArray(value)) return `<ol>${value.map((one) => `<li>${listOf(one)}</li>`).join('')}</ol>`;
  if (typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).map(([name, one]) => `<dt>${escapeHtml(name)}</dt><dd>${listOf(one)}</dd>`);
    return `<dl>${rows.join('')}</dl>`;
  }
  return escapeHtml(value === null || value === undefined ? '–' : String(value));
}
