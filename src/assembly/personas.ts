import type { LoadedConfig } from '../config/load.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import type { PlaygroundBootstrap } from '../http/playground.ts';
import { createVisitorTokens } from '../visitor/token.ts';

export interface PersonaOptions {
  readonly loaded: Pick<LoadedConfig, 'playground' | 'visitorSecrets'>;
  readonly sites: () => SiteDirectory;
  readonly audienceOf: (site: Site) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The example visitors of a site's brand, with tokens, so that they are recognised as anybody is. */
export function createPersonas({ loaded, sites, audienceOf, now }: PersonaOptions) {
  return (key: string): PlaygroundBootstrap['personas'] => {
    const site = sites().byKey(key);
    const here = loaded.playground?.personas.filter(({ brand }) => brand === site?.brand.key);
    if (!site || !here) return undefined;
    const tokens = createVisitorTokens({ secrets: loaded.visitorSecrets, audience: audienceOf(site) });
    return here.map(({ key, title, visitorId }) => ({ key, title, token: tokens.issue(now(), visitorId) }));
  };
}
