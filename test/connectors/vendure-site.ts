import type { Call, CallSite } from '../../src/contract/call.ts';

/** A site on Vendure's sample catalogue, which is in English and US dollars. */
export const site: CallSite = {
  key: 'vendure-us',
  brand: 'vendure',
  country: 'US',
  language: 'en',
  currency: 'USD',
  settings: {},
};

export const english = 'en-US';

/** A call for the site; nobody aborts it unless told otherwise. */
export function callOf(changes: Partial<CallSite> = {}, locale = english, signal?: AbortSignal): Call {
  return { site: { ...site, ...changes }, locale, signal: signal ?? new AbortController().signal };
}
