/** Previews: a page as somebody else would see it, some other time, for who has a signed link. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PreviewChoice, PreviewTokens } from '../admin/preview-tokens.ts';
import { createRecorder } from '../cache/recorder.ts';
import type { Persona } from '../config/admin.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import { type Channel, isChannel } from '../context/channel.ts';
import type { OpenRequest, RequestOptions } from '../context/create.ts';
import { createPreview } from '../context/preview.ts';
import type { Profile } from '../contract/profile.ts';
import { refusal } from './errors.ts';
import type { EndpointOptions } from './graphql.ts';
import type { MediaType } from './media-type.ts';
import { type Asked, searchOf } from './operation.ts';
import type { ResponsePayload } from './payload.ts';
import { openSignal } from './signal.ts';
import { findDocument } from './trusted.ts';

/** What previews are made from: backends past every cache, which are asked for drafts where they have them. */
export interface Previews {
  readonly tokens: PreviewTokens;
  readonly personas: Readonly<Record<string, Persona>>;
  readonly openRequest: (request: Omit<RequestOptions, 'backends'>) => OpenRequest;
}

/** What a preview is asked of, as the endpoint has read it. */
export interface PreviewQuestion {
  readonly token: string;
  readonly site: Site;
  readonly sites: SiteDirectory;
  readonly channel: Channel;
  readonly method: 'GET' | 'POST';
  readonly asked: Asked;
  readonly mediaType: MediaType;
}

/** The preview that a request is of: by its header `etalage-preview`, or by `?preview=`. Undefined when it is of none. */
export function previewTokenOf(headers: IncomingHttpHeaders, url: string): string | undefined {
  const header = headers['etalage-preview'];
  if (typeof header === 'string' && header !== '') return header;
  const search = searchOf(url);
  return search.includes('preview=') ? (new URLSearchParams(search).get('preview') ?? undefined) : undefined;
}

/**
 * Answers an operation as a preview shows it. Nothing of it is looked up in, or kept by, what answers to others are kept in;
 * nothing of it is counted; and who asks is nobody, whatever tokens the request has.
 */
export async function answerPreview(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, site, sites, channel, method, asked, mediaType }: PreviewQuestion,
  options: EndpointOptions,
): Promise<{ readonly payload: ResponsePayload; readonly mediaType: MediaType }> {
  const { previews, documents, answers, trust, limits, now } = options;
  // Before anything else: also what is refused is kept by nobody.
  reply.header('cache-control', 'private, no-store');
  const choice = previews && read(previews, token, site, now());
  if (!previews || !choice) throw refusal('PREVIEW_INVALID', 'This preview is not valid here: have a new link made');

  const { operation, trusted } = findDocument(asked, trust);
  const prepared = documents.prepare(operation);
  if (prepared && prepared.operation.operation !== 'query')
    throw refusal('PREVIEW_READ_ONLY', 'A preview only shows: it takes no mutations and no subscriptions');
  const signal = openSignal(reply.raw, limits.requestMs);
  const opened = previews.openRequest({
    ...{ site, sites, signal, explainer: null, visitorId: null },
    channel: choice.channel !== null && isChannel(choice.channel) ? choice.channel : channel,
    profile: profileOf(previews.personas, choice.persona),
    preview: createPreview(choice),
  });
  const moment = choice.moment ?? now();
  const plan = answers(
    { site, method, operation, prepared, trusted },
    { responses: null, recorder: (snapshot) => createRecorder(snapshot, moment, 0) },
  );
  const { payload } = await plan.alone(opened, request.facts);
  return { payload, mediaType };
}

function read({ tokens }: Previews, token: string, site: Site, now: number): PreviewChoice | null {
  const choice = tokens.verify(token, now);
  if (choice === 'EXPIRED') throw refusal('PREVIEW_EXPIRED', 'This preview is over: have a new link made');
  return choice?.site === site.key ? choice : null;
}

/** Somebody made up, who has allowed everything. */
function profileOf(personas: Previews['personas'], key: string | null): Profile | null {
  const persona = key !== null && Object.hasOwn(personas, key) ? personas[key] : undefined;
  if (!persona) return null;
  return {
    visitorId: 'preview',
    version: 1,
    priceGroup: persona.priceGroup ?? null,
    traits: persona.traits,
    recognition: 'KNOWN',
    consents: ['ANALYTICS', 'PERSONALISATION', 'MARKETING'],
  };
}
