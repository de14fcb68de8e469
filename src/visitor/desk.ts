/** What visitors may do about what is known of them. The resolvers of `identify`, `consentUpdate` and the like speak to it. */
import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import type { Session, Who } from '../context/session.ts';
import type { ConsentPurpose, Profiles } from '../contract/profile.ts';
import type { CustomerRecord } from '../contract/records.ts';
import type { Store } from '../store/store.ts';
import type { Texts } from '../texts/shape.ts';
import type { Digests } from './digests.ts';
import type { PersonalDataRegister } from './personal-data.ts';
import type { ProfileStore } from './store-port.ts';

/** An expected outcome that is not what was asked for: a stable code, where in the input, and words. */
export interface UserError {
  readonly code: string;
  readonly field: string[] | null;
  readonly message: string;
}

/** Where and how somebody asks. */
export interface At {
  readonly session: Session;
  readonly site: Site;
  readonly channel: Channel;
  readonly texts: Texts;
  /** Where this server is reached: `https://api.example`. */
  readonly origin: string;
  readonly signal: AbortSignal;
}

export interface Claim {
  readonly kind: 'EMAIL' | 'CARD';
  /** As it is compared: an address in lower case, a number without white space. */
  readonly value: string;
}

/** How customers are found in a site's CRM, and told to be forgotten; past every cache. */
export interface CustomerDirectory {
  byId(id: string, site: Site, signal: AbortSignal): Promise<CustomerRecord | null>;
  byClaim(claim: Claim, site: Site, signal: AbortSignal): Promise<CustomerRecord | null>;
  /** @returns the connectors that were told, and those that cannot be. Rejects when one could not be told now. */
  erase(id: string, site: Site, signal: AbortSignal): Promise<{ told: readonly string[]; untold: readonly string[] }>;
}

/** Sends a mail some time from now, and again when that fails. Returns at once, and tells nobody what became of it. */
export type Post = (make: () => Promise<MailToSend | null>, site: Site) => void;

export interface MailToSend {
  readonly visitorId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface DeskOptions {
  readonly store: Store;
  readonly profiles: ProfileStore;
  /** As answers read them, so that what a payload shows is what the next query does. */
  readonly views: Profiles;
  readonly register: PersonalDataRegister;
  readonly customers: CustomerDirectory;
  readonly digests: Digests;
  readonly audienceOf: (site: Site) => string;
  readonly post: Post;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Challenge {
  readonly kind: 'EMAIL_CODE';
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What an erase has done; it holds nothing of the person. */
export interface EraseReceipt {
  readonly id: string;
  readonly at: number;
  /** How many records were removed, by the parts of the program that held any. */
  readonly removed: readonly { readonly name: string; readonly count: number }[];
  readonly told: readonly string[];
  readonly untold: readonly string[];
}

export interface Desk {
  identify(
    input: { readonly email?: string | null; readonly loyaltyCard?: string | null },
    at: At,
  ): Promise<{ readonly challenge: Challenge | null; readonly userErrors: readonly UserError[] }>;
  /** Proves what was claimed, by the code that was sent. */
  confirm(code: string, at: At): Promise<readonly UserError[]>;
  /** Takes a customer's verified token for what it is: their profile, with what this device brought. */
  recognizeCustomer(at: At): Promise<void>;
  decide(
    decisions: readonly { readonly purpose: ConsentPurpose; readonly granted: boolean }[],
    at: At,
  ): Promise<readonly UserError[]>;
  /** A link by which the person reads all that is held of them: once, and not for long. */
  offerExport(at: At): Promise<{
    readonly url: string | null;
    readonly expiresAt: number | null;
    readonly userErrors: readonly UserError[];
  }>;
  /** All that is held of whom a link is for; null when it is unknown, used or over. */
  readExport(token: string, site: Site, signal: AbortSignal): Promise<ProfileExport | null>;
  erase(at: At): Promise<{ readonly receipt: EraseReceipt | null; readonly userErrors: readonly UserError[] }>;
  /** The customer in the CRM of who has proven to be one; null for everybody else. */
  customer(who: Pick<Who, 'profile' | 'subject'>, at: Pick<At, 'site' | 'signal'>): Promise<CustomerRecord | null>;
}

/** See `docs/profile-export.schema.json`. */
export interface ProfileExport {
  readonly format: 'etalage-profile-1';
  readonly exportedAt: string;
  /** By who holds it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What could not be read now. */
  readonly missing: readonly string[];
}
