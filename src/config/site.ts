import type { CapabilityName } from '../contract/capabilities.ts';
import type { ConsentPurpose } from '../contract/profile.ts';
import type { CapDefinition, SlotDefinition } from '../experience/definitions.ts';
import type { ExperimentDefinition } from '../experience/experiments.ts';
import type { SegmentDefinition } from '../experience/segments.ts';

/**
 * Which connectors own what, in order of precedence. A capability's name gives the sources of its records; a field of
 * a product (`products.title`) overrides the order for that field.
 */
export type Sources = Readonly<Partial<Record<CapabilityName | `products.${string}`, readonly string[]>>>;

/** What two backends agree on for one product: a shared (external) id, its handle, or the SKU of its first variant. */
export type JoinKey = 'id' | 'handle' | 'sku';

export interface SiteLimits {
  /** Fewer sellable units than this is LOW_STOCK. */
  readonly scarcity: number;
  /** Quantities from this number on are not told to visitors. */
  readonly quantityShownBelow: number;
}

/** The words by which consent is asked. */
export interface SiteConsents {
  /** Names these words in the log of consents; null: they are named by what they say. */
  readonly version: string | null;
  /** What a visitor gains, by purpose and language; what is absent is said in our own words. */
  readonly benefits: Readonly<Partial<Record<ConsentPurpose, Readonly<Record<string, string>>>>>;
}

/** A site with all that it inherits filled in: brand x country x language, with a currency and an assortment. */
export interface Site {
  readonly key: string;
  readonly brand: { readonly key: string; readonly name: string };
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** BCP 47 primary language. */
  readonly language: string;
  /** `language-COUNTRY`. */
  readonly locale: string;
  /** IANA: `Europe/Amsterdam`; null for that of its country. */
  readonly timeZone: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Where its storefront lives. */
  readonly url: string;
  /** Host names for which `/graphql` finds this site. */
  readonly hosts: readonly string[];
  readonly sources: Sources;
  /** By which key a connector's product records belong to those of the first source; `id` where nothing is said. */
  readonly joins: Readonly<Record<string, JoinKey>>;
  /** Per connector: what it needs to know of this site. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Design tokens for storefronts and consoles. */
  readonly theme: Readonly<Record<string, string>>;
  readonly limits: SiteLimits;
  /** Groups of visitors by rule, by key. */
  readonly segments: Readonly<Record<string, SegmentDefinition>>;
  /** Tests of variants, by key. */
  readonly experiments: Readonly<Record<string, ExperimentDefinition>>;
  /** How often something is shown to one visitor, by key. */
  readonly caps: Readonly<Record<string, CapDefinition>>;
  /** Share of visitors, 0 to 1, who get the default everywhere, so that all else can be compared with it. */
  readonly holdout: number;
  /** What fills slots besides what the content's own source has for them, by the slot's key. */
  readonly slots: Readonly<Record<string, SlotDefinition>>;
  /** What visitors are asked for, in words. */
  readonly consents: SiteConsents;
  /** Hash of all of the above: answers made under another configuration are not this site's. */
  readonly hash: string;
}

/** All sites at one moment; a reload makes a new one. */
export interface SiteDirectory {
  readonly all: readonly Site[];
  byKey(key: string): Site | undefined;
  byHost(host: string): Site | undefined;
  /** The other sites of the same brand. */
  alternatives(site: Site): readonly Site[];
  /** The key that looks most like a mistyped one. */
  nearest(key: string): string | undefined;
}
