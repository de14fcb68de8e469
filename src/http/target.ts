/** Whom a request is for: the site, by path or host, and the channel, by header. */
import type { Site, SiteDirectory } from '../config/site.ts';
import { type Channel, channels, isChannel } from '../context/channel.ts';
import { refusal } from './errors.ts';

/** What is repeated of a caller's own words in a message, at most. */
const longestEcho = 60;

function quote(word: string): string {
  return JSON.stringify(word.length > longestEcho ? `${word.slice(0, longestEcho)}…` : word);
}

/**
 * The site of a request: by the key in its path or, without one, by its host name.
 *
 * @throws SITE_NOT_FOUND, naming the nearest key.
 */
export function findSite(sites: SiteDirectory, key: string | undefined, host: string | undefined): Site {
  const site = key === undefined ? sites.byHost(hostName(host)) : sites.byKey(key);
  if (site) return site;
  if (key === undefined) {
    const example = sites.all[0]?.key ?? '{site}';
    throw refusal(
      'SITE_NOT_FOUND',
      `No site has the host ${quote(hostName(host))}; name the site in the path, such as /${example}/graphql`,
    );
  }
  const nearest = sites.nearest(key);
  throw refusal(
    'SITE_NOT_FOUND',
    `There is no site ${quote(key)}${nearest ? `; did you mean ${JSON.stringify(nearest)}?` : ''}`,
  );
}

/** `Shop.Example:8080` to `shop.example`. */
function hostName(host = ''): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

/** @throws CHANNEL_UNKNOWN, naming all that are known. */
export function readChannel(header: string | undefined): Channel {
  if (header === undefined) return 'WEB';
  if (isChannel(header)) return header;
  throw refusal('CHANNEL_UNKNOWN', `etalage-channel must be one of ${channels.join(', ')}, got ${quote(header)}`);
}
