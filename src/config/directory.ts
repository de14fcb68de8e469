import { nearest } from './nearest.ts';
import type { Site, SiteDirectory } from './site.ts';

/** Indexes sites by key and by host: a lookup costs the same for ten sites and for thousands. */
export function createDirectory(all: readonly Site[]): SiteDirectory {
  const byKey = new Map(all.map((site) => [site.key, site]));
  const byHost = new Map(all.flatMap((site) => site.hosts.map((host) => [host, site] as const)));
  const byBrand = Map.groupBy(all, (site) => site.brand.key);
  return {
    all,
    byKey: (key) => byKey.get(key),
    byHost: (host) => byHost.get(host) ?? byHost.get(hostName(host)),
    alternatives: (site) => byBrand.get(site.brand.key)?.filter(({ key }) => key !== site.key) ?? [],
    nearest: (key) => nearest(key, byKey.keys()),
  };
}

/** The `Host` header's name as the sites file has it: lower case, without port and without the root's dot. */
function hostName(header: string): string {
  return header.toLowerCase().replace(/\.?(:\d+)?$/, '');
}
