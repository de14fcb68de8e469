import { distance } from 'fastest-levenshtein';
import { languageCopy } from '../catalogue/text.ts';

/** The words of a text, plain and lower case, without the language's small words. */
export function wordsOf(text: string, language: string): string[] {
  const small = smallWords(language);
  const words = plain(text).split(/[^a-z0-9]+/);
  const meaningful = words.filter((word) => word && !small.has(word));
  return meaningful.length > 0 ? meaningful : words.filter(Boolean);
}

const smallByLanguage = new Map<string, ReadonlySet<string>>();

function smallWords(language: string): ReadonlySet<string> {
  const small = smallByLanguage.get(language) ?? new Set(languageCopy(language).stopWords.map(plain));
  smallByLanguage.set(language, small);
  return small;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A word of the index that a searched word may mean, and how sure that is. */
export interface Meaning {
  readonly word: string;
  /** 3 the same, 2 its beginning, 1 a part of a compound. */
  readonly score: 1 | 2 | 3;
}

/**
 * What a searched word may mean, the surest first. A typo is supposed only when nothing else fits: one wrong letter from
 * four letters on, two from eight. Then the most frequent of the nearest words is what is searched instead.
 */
export function meaningsOf(
  searched: string,
  words: ReadonlyMap<string, readonly number[]>,
): { readonly meanings: readonly Meaning[]; readonly correction: string | null } {
  const meanings: Meaning[] = [];
  for (const word of words.keys()) {
    if (word === searched) meanings.push({ word, score: 3 });
    else if (searched.length >= 2 && word.startsWith(searched)) meanings.push({ word, score: 2 });
    else if (searched.length >= 4 && word.includes(searched)) meanings.push({ word, score: 1 });
  }
  if (meanings.length > 0) return { meanings: meanings.sort((a, b) => b.score - a.score), correction: null };

  let allowed = searched.length >= 8 ? 2 : searched.length >= 4 ? 1 : 0;
  let nearest: string[] = [];
  for (const word of words.keys()) {
    if (allowed === 0 || Math.abs(word.length - searched.length) > allowed) continue;
    const steps = distance(word, searched);
    if (steps > allowed) continue;
    if (steps < allowed) nearest = [];
    allowed = steps;
    nearest.push(word);
  }
  const frequency = (word: string) => words.get(word)?.length ?? 0;
  const [correction] = nearest.sort((a, b) => frequency(b) - frequency(a));
  return correction ? { ...meaningsOf(correction, words), correction } : { meanings: [], correction: null };
}
