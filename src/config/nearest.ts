import { distance } from 'fastest-levenshtein';

/** Longer words are not compared: what nobody would type by mistake is not worth the time it costs. */
const longestWord = 80;

/**
 * The candidate that a mistyped word most likely meant: the smallest Levenshtein distance, upper and lower case alike;
 * undefined when none is closer than four characters in ten.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const tolerated = Math.floor(Math.max(word.length, candidate.length) * 0.4);
    // The difference in length is a lower bound of the distance, and much cheaper.
    if (Math.abs(word.length - candidate.length) > Math.min(tolerated, least - 1)) continue;
    const steps = distance(lower, candidate.toLowerCase());
    if (steps <= tolerated && steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}
