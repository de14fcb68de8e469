/** What is counted of segments and experiments, by whoever counts it. */
export interface Relevance {
  /** Visitors who are in a segment now; null where they are not counted. */
  members(site: string, segment: string): Promise<number | null>;
  /** Counts of an experiment's arms, its check for a sample-ratio mismatch, and intervals, as JSON; null where nothing is counted. */
  results(site: string, experiment: string): Promise<unknown>;
}

export const nothingCounted: Relevance = { members: async () => null, results: async () => null };
