import { createHash } from 'node:crypto';
import { type Experiment, GrowthBookClient, type StickyAssignmentsDocument } from '@growthbook/growthbook';

/** A test of variants against each other: who is in it, and in which arm, follows from the visitor's id alone. */
export interface ExperimentDefinition {
  /** The first is the control. Weights are shares of all who take part; together 1. */
  readonly arms: readonly { readonly key: string; readonly weight: number }[];
  /** Share of all visitors who take part, 0 to 1. Default 1. */
  readonly coverage?: number;
  /** Experiments of one layer whose parts do not overlap share no visitor: this one has those from `from` to `to`, 0 to 1. */
  readonly layer?: { readonly key: string; readonly from: number; readonly to: number };
  /** Another number begins anew: arms that visitors had are not kept. Default 0. */
  readonly version?: number;
}

/** The arms that a visitor was put in and is to stay in, by experiment and version: `hero__0`. */
export type KeptArms = Readonly<Record<string, string>>;

const growthBook = new GrowthBookClient();

/** Under which an arm is kept. GrowthBook's name for it, so that documents of its own services can be taken over. */
export function keptAs(key: string, { version = 0 }: Pick<ExperimentDefinition, 'version'>): string {
  return `${key}__${version}`;
}

/**
 * The arm of a visitor: the one that was kept, else by GrowthBook's hash (version 2), which is the same at every request and
 * replica. Null for a visitor who does not take part: who has no id, is in another part of the layer, or is outside the
 * coverage. They see the control, uncounted.
 */
export function armOf(
  key: string,
  { arms, coverage = 1, layer, version = 0 }: ExperimentDefinition,
  visitorId: string | null,
  kept?: KeptArms,
): string | null {
  if (visitorId === null || arms.length < 2) return null;
  const experiment: Experiment<string> = {
    key,
    variations: arms.map((arm) => arm.key) as [string, string, ...string[]],
    weights: arms.map(({ weight }) => weight),
    meta: arms.map((arm) => ({ key: arm.key })),
    coverage,
    hashVersion: 2,
    bucketVersion: version,
    ...(layer && { namespace: [layer.key, layer.from, layer.to] }),
  };
  const { inExperiment, value } = growthBook.runInlineExperiment(experiment, {
    attributes: { id: visitorId },
    ...(kept && sticky(visitorId, kept)),
  });
  return inExperiment ? value : null;
}

/** Asking changes nothing: what is to be kept is kept when it is shown. */
function sticky(visitorId: string, assignments: KeptArms) {
  const document: StickyAssignmentsDocument = { attributeName: 'id', attributeValue: visitorId, assignments };
  return {
    stickyBucketAssignmentDocs: { [`id||${visitorId}`]: document },
    saveStickyBucketAssignmentDoc: async () => {},
  };
}

/** Whether a visitor is among the share that gets the default everywhere: by hash, other than that of any experiment. */
export function isHeldOut(site: string, share: number, visitorId: string | null): boolean {
  const arms = [
    { key: 'out', weight: share },
    { key: 'in', weight: 1 - share },
  ];
  return share > 0 && armOf(`${site} holdout`, { arms }, visitorId) === 'out';
}

/** What a client sends back when it has really shown an arm: opaque, and the same for everyone in it. */
export function exposureOf(site: string, experiment: string, arm: string): string {
  return createHash('sha256')
    .update(JSON.stringify([site, experiment, arm]))
    .digest('base64url')
    .slice(0, 22);
}
