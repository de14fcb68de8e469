import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { fr } from './languages/fr.ts';
import { nl } from './languages/nl.ts';
import type { LanguageCopy } from './types.ts';

/** By BCP 47 primary language. */
export const languages: Readonly<Record<string, LanguageCopy>> = { nl, de, fr, en };
