import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';
import type { Texts } from './shape.ts';

const byLanguage: Readonly<Record<string, Texts>> = { de, en, fr, nl };

/** The languages that have a file here: `etalage check` warns of a site in any other. */
export const textLanguages = Object.keys(byLanguage);

/** The texts of a language; English for one that has none here. */
export function textsFor(language: string): Texts {
  return byLanguage[language] ?? en;
}
