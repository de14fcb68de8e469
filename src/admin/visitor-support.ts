import type { Site, SiteDirectory } from '../config/site.ts';
import { readConsents } from '../store/consents.ts';
import { findIdentity } from '../store/identities.ts';
import type { Store, Tx } from '../store/store.ts';
import { readClaim } from '../visitor/claims.ts';
import type { CustomerDirectory } from '../visitor/desk.ts';
import type { Digests } from '../visitor/digests.ts';
import type { PersonalDataRegister } from '../visitor/personal-data.ts';
import type { ProfileState, ProfileStore } from '../visitor/store-port.ts';

/** By what a person says of themselves. One of them. */
export interface VisitorBy {
  readonly email?: string | null;
  readonly card?: string | null;
  readonly visitorId?: string | null;
}

/** Who was found. */
export interface FoundVisitor {
  readonly visitorId: string;
  /** One of the brand whose visitor it is; null where that is not known. */
  readonly site: Site | null;
}

/** A decision about a purpose, as it was made. */
export interface ConsentEntry {
  readonly site: string;
  readonly purpose: string;
  readonly granted: boolean;
  readonly pending: boolean;
  readonly text: string;
  readonly textVersion: string;
  readonly language: string;
  readonly how: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What support may do for one person. There is no way to list people. */
export interface VisitorSupport {
  /** Those who proved to be whom the person says they are, one for each brand at most; by digests, never by clear text. */
  find(by: VisitorBy): Promise<readonly FoundVisitor[]>;
  state(visitorId: string): Promise<ProfileState | null>;
  /** Oldest first. */
  consents(visitorId: string): Promise<readonly ConsentEntry[]>;
  /** All that is held of a visitor, by who holds it. */
  collect(visitorId: string): Promise<Readonly<Record<string, unknown>>>;
  /** Has the CRM forget the customer that a visitor is. Before `erase`, after which nobody knows whom to name. */
  tell(found: FoundVisitor, signal: AbortSignal): Promise<void>;
  /** Removes all of it, within a transaction. @returns how many records, by who held them. */
  erase(visitorId: string, tx: Tx): Promise<Readonly<Record<string, number>>>;
}

export interface VisitorSupportOptions {
  readonly store: Store;
  readonly profiles: ProfileStore;
  readonly register: PersonalDataRegister;
  readonly customers: CustomerDirectory;
  readonly digests: Digests;
  readonly audienceOf: (site: Site) => string;
  readonly sites: () => SiteDirectory;
}

export function createVisitorSupport(options: VisitorSupportOptions): VisitorSupport {
  const { store, profiles, register, customers, digests, audienceOf } = options;
  return {
    async find({ email, card, visitorId }) {
      if (visitorId != null) return (await profiles.state(visitorId)) ? [{ visitorId, site: null }] : [];
      const claim = readClaim({ email, loyaltyCard: card });
      if (!('kind' in claim)) return [];
      const byAudience = new Map(options.sites().all.map((site) => [audienceOf(site), site]));
      const found = new Map<string, Site>();
      for (const [audience, site] of byAudience) {
        const name = `${audience} ${claim.kind} ${claim.value}`;
        const identity = await findIdentity(store.db, digests.all('identity', name));
        if (identity) found.set(identity.visitor_id, site);
      }
      return [...found].map(([id, site]) => ({ visitorId: id, site }));
    },
    state: (visitorId) => profiles.state(visitorId),
    async consents(visitorId) {
      return (await readConsents(store.db, visitorId)).map((row) => ({
        ...{ site: row.site, purpose: row.purpose, granted: row.granted === 1, pending: row.pending === 1 },
        ...{ text: row.text, textVersion: row.text_version, language: row.language, how: row.how, at: row.at },
      }));
    },
    async collect(visitorId) {
      const parts = await Promise.all(
        register.all().map(async ({ name, collect }) => [name, await collect(visitorId)] as const),
      );
      return Object.fromEntries(parts.filter(([, data]) => data != null));
    },
    async tell({ visitorId, site }, signal) {
      const customerKey = (await profiles.state(visitorId))?.customerKey ?? null;
      if (customerKey !== null && site) await customers.erase(customerKey, site, signal);
    },
    async erase(visitorId, tx) {
      const counts: Record<string, number> = {};
      for (const { name, erase } of register.all()) counts[name] = await erase(visitorId, tx);
      await profiles.forget(visitorId, tx);
      return counts;
    },
  };
}
