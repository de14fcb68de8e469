import type { Site } from '../config/site.ts';
import { exposureOf } from '../experience/experiments.ts';

/** What an exposure that an answer told stands for. */
export interface KnownExposure {
  readonly experiment: string;
  readonly arm: string;
}

/** By site, which is another object after each reload of the sites. */
const bySite = new WeakMap<Site, ReadonlyMap<string, KnownExposure>>();

/** The arm that an opaque `decision.exposure` stands for on a site; undefined for one that the site never told. */
export function findExposure(site: Site, exposure: string): KnownExposure | undefined {
  let known = bySite.get(site);
  if (!known) {
    known = new Map(
      Object.entries(site.experiments).flatMap(([experiment, { arms }]) =>
        arms.map(({ key: arm }) => [exposureOf(site.key, experiment, arm), { experiment, arm }] as const),
      ),
    );
    bySite.set(site, known);
  }
  return known.get(exposure);
}
