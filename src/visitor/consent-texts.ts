import { hash } from 'node:crypto';
import type { Site } from '../config/site.ts';
import type { ConsentPurpose } from '../contract/profile.ts';
import type { Texts } from '../texts/shape.ts';

/** What a visitor gains by allowing a purpose, in the site's language: the site's words, or ours where it has none. */
export function benefitOf(purpose: ConsentPurpose, site: Site, texts: Texts): string {
  return site.consents.benefits[purpose]?.[site.language] ?? texts.consent[purpose];
}

/** Names the texts of a site: its own word, or one that is another whenever the texts are. */
export function consentTextVersion({ consents }: Site): string {
  return consents.version ?? hash('sha1', JSON.stringify(consents.benefits), 'hex').slice(0, 12);
}
