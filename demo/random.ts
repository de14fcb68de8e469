/**
 * Chance without state: a number that depends only on the seed and on what it is for. Any record can thus be made at any
 * time, in any order, and comes out the same; a catalogue of a million products needs no memory until it is read.
 */
export interface Random {
  /** In [0, 1). */
  roll(...purpose: readonly (string | number)[]): number;
  /** Whole number, both ends included. */
  whole(from: number, to: number, ...purpose: readonly (string | number)[]): number;
  pick<T>(list: readonly T[], ...purpose: readonly (string | number)[]): T;
  /** The list in an order of its own for this seed and purpose. */
  shuffle<T>(list: readonly T[], ...purpose: readonly (string | number)[]): T[];
}

/** MurmurHash3's 32-bit body and finaliser (Austin Appleby, public domain), over the characters of the purpose. */
export function createRandom(seed: number): Random {
  const mix = (hash: number, value: number) => {
    let k = Math.imul(value, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    const h = hash ^ k;
    return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  };

  function roll(...purpose: readonly (string | number)[]): number {
    let hash = mix(0, seed);
    for (const part of purpose) {
      if (typeof part === 'number') hash = mix(hash, part);
      else for (let at = 0; at < part.length; at++) hash = mix(hash, part.charCodeAt(at));
      hash = mix(hash, 0x9e3779b9);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  }

  function pick<T>(list: readonly T[], ...purpose: readonly (string | number)[]): T {
    if (list.length === 0) throw new RangeError(`nothing to pick from for ${purpose.join('.')}`);
    return list[Math.floor(roll(...purpose) * list.length)] as T;
  }

  return {
    roll,
    pick,
    whole: (from, to, ...purpose) => from + Math.floor(roll(...purpose) * (to - from + 1)),
    shuffle: (list, ...purpose) =>
      list
        .map((item, at) => ({ item, rank: roll(...purpose, at) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  };
}
