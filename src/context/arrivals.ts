import { LRUCache } from 'lru-cache';
import type { Site } from '../config/site.ts';
import type { Campaign, Circumstances, Place, Referrer, Weather } from '../experience/circumstances.ts';
import type { Told } from './around.ts';

/** Finds where a request comes from; resident and without side effects. */
export type FindPlace = (told: Told) => Place | null;

/** Knows the weather of places: resident, the same object for as long as it is the same, null when it is not known. */
export type FindWeather = (place: Place) => Weather | null;

export interface ArrivalOptions {
  /** Default `placeFromHeader()`. */
  readonly place?: FindPlace;
  /** Default: it is not known. */
  readonly weather?: FindWeather;
  /** Different circumstances that are remembered. Default 10,000. */
  readonly most?: number;
}

/** Longer is no address, and no name of a campaign, that anybody wrote by hand. */
const longestAddress = 2_000;
const longestName = 100;

/**
 * Reads from where and how a visitor comes out of what the storefront tells: `etalage-referrer` and `etalage-landing`, the
 * address that led to the first page of the visit and that page's own, and where it is. The same object for the same
 * circumstances; undefined when nothing is told. Anybody may tell anything: nothing that must be true may follow from it.
 */
export function createArrivals({ place: findPlace = placeFromHeader(), weather, most = 10_000 }: ArrivalOptions = {}) {
  const known = new LRUCache<string, Circumstances>({ max: most });
  return (told: Told, site: Pick<Site, 'url'>): Circumstances | undefined => {
    const landing = textOf(told['etalage-landing']);
    const from = textOf(told['etalage-referrer']);
    const place = findPlace(told);
    if (landing === undefined && from === undefined && place === null) return undefined;
    const campaign = campaignOf(landing);
    const referrer = from === undefined && landing === undefined ? null : referrerOf(from, campaign, site.url);
    const here = (place && weather?.(place)) ?? null;
    const name = JSON.stringify([place, referrer, campaign, here]);
    const found = known.get(name);
    if (found) return found;
    const made = { country: place?.country ?? null, region: place?.region ?? null, weather: here, referrer, campaign };
    known.set(name, made);
    return made;
  };
}

/** The header that a CDN or a storefront tells the place by: ISO 3166-1, or 3166-2 with the region: `NL`, `NL-NH`. */
export function placeFromHeader(name = 'etalage-place'): FindPlace {
  return (told) => {
    const [, country, region = null] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(textOf(told[name]) ?? '') ?? [];
    return country === undefined ? null : { country, region };
  };
}

/** Weather that is put in by whoever reads it somewhere: by region, else by country. What is older than this is not known. */
export function createWeatherTable({ ttlMs, now }: { readonly ttlMs: number; readonly now: () => number }): {
  readonly find: FindWeather;
  put(place: Place, weather: Weather): void;
} {
  const readings = new Map<string, { readonly weather: Weather; readonly until: number }>();
  const keyOf = ({ country, region }: Place) => (region === null ? country : `${country}-${region}`);
  const fresh = (key: string) => {
    const reading = readings.get(key);
    return reading && now() < reading.until ? reading.weather : undefined;
  };
  return {
    find: (place) => fresh(keyOf(place)) ?? fresh(place.country) ?? null,
    put: (place, weather) => void readings.set(keyOf(place), { weather, until: now() + ttlMs }),
  };
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longestAddress ? value : undefined;
}

function campaignOf(landing: string | undefined): Campaign | null {
  const url = landing === undefined ? null : URL.parse(landing, 'https://landing.invalid');
  const said = (name: string) => url?.searchParams.get(`utm_${name}`)?.slice(0, longestName) || null;
  const campaign = {
    source: said('source'),
    medium: said('medium'),
    name: said('campaign'),
    term: said('term'),
    content: said('content'),
  };
  return Object.values(campaign).every((value) => value === null) ? null : campaign;
}

const search = /(^|\.)(google|bing|duckduckgo|ecosia|qwant|yahoo|startpage|baidu|yandex|brave)\.[a-z.]+$/;
const social =
  /(^|\.)(facebook|instagram|pinterest|tiktok|linkedin|reddit|snapchat|threads|twitter|x|youtube|whatsapp|t)\.(com|net|co|nl|be|de|fr)$/;
const mail = /^(mail|webmail|outlook)\./;

function referrerOf(from: string | undefined, campaign: Campaign | null, siteUrl: string): Referrer {
  if (/^e-?mail$/i.test(campaign?.medium ?? '')) return 'EMAIL';
  const host = from === undefined ? undefined : URL.parse(from)?.hostname;
  if (host === undefined) return 'DIRECT';
  if (host === URL.parse(siteUrl)?.hostname) return 'OWN';
  if (mail.test(host)) return 'EMAIL';
  if (search.test(host)) return 'SEARCH';
  return social.test(host) ? 'SOCIAL' : 'OTHER';
}
