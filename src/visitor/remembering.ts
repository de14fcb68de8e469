import type { Site } from '../config/site.ts';
import type { CustomerIssuer } from '../config/visitors.ts';
import type { Change } from '../contract/changes.ts';
import type { Profiles } from '../contract/profile.ts';
import { findIdentity } from '../store/identities.ts';
import type { Store } from '../store/store.ts';
import { createDesk } from './create-desk.ts';
import { type Customers, createCustomers } from './customer-token.ts';
import type { CustomerDirectory, Desk } from './desk.ts';
import { createDigests } from './digests.ts';
import { createHolders } from './holders.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPersonalDataRegister, type PersonalDataRegister } from './personal-data.ts';
import { createPost, type PostOptions } from './post.ts';
import { createProfileStore, type ProfileStoreOptions, profileKind } from './profile-store.ts';
import type { ProfileStore } from './store-port.ts';

export interface RememberingOptions extends Pick<ProfileStoreOptions, 'append' | 'resident' | 'now'> {
  readonly store: Store;
  /** As those of visitor tokens. */
  readonly secrets: readonly string[];
  readonly across: 'BRAND' | 'GROUP';
  /** Profiles that are given and not kept: they win over those of the store. */
  readonly given: Profiles | null;
  readonly issuers: readonly CustomerIssuer[];
  readonly customers: CustomerDirectory;
  readonly mailerOf: PostOptions['mailerOf'];
  readonly unreachable: (issuer: string) => void;
  readonly mailFailed: (error: unknown) => void;
}

/** All that is remembered of visitors, and what reads and writes it. */
export interface Remembering {
  readonly profiles: ProfileStore;
  /** As answers read them. */
  readonly views: Profiles;
  readonly register: PersonalDataRegister;
  readonly desk: Desk;
  readonly tokens: Customers | null;
  readonly outbox: Outbox;
  readonly audienceOf: (site: Site) => string;
  /** Hears what the change log says of profiles. */
  changed(changes: readonly Change[]): void;
  lost(): void;
  /** Waits for mails under way. */
  close(): Promise<void>;
}

/** Puts the parts together that recognise visitors and remember them. */
export function createRemembering(options: RememberingOptions): Remembering {
  const { store, secrets, across, given, issuers, customers, now } = options;
  const profiles = createProfileStore(options);
  const views = given ? withGiven(given, profiles) : profiles;
  const digests = createDigests(secrets);
  const outbox = createOutbox();
  const register = createPersonalDataRegister();
  for (const holder of [...createHolders(store, profiles), outbox]) register.join(holder);
  const audienceOf = (site: Site) => (across === 'GROUP' ? '*' : site.brand.key);
  const { post, settle } = createPost({ mailerOf: options.mailerOf, outbox, failed: options.mailFailed });
  const desk = createDesk({ store, profiles, views, register, customers, digests, audienceOf, post, now });
  const tokens =
    issuers.length === 0
      ? null
      : createCustomers({
          issuers,
          unreachable: options.unreachable,
          now,
          async personOf({ issuer, id }, audience) {
            const known = await findIdentity(store.db, digests.all('identity', `${audience} SUBJECT ${issuer} ${id}`));
            return known?.visitor_id ?? null;
          },
        });
  return {
    profiles,
    views,
    register,
    desk,
    tokens,
    outbox,
    audienceOf,
    changed(changes) {
      for (const { kind, source, key, version } of changes)
        if (kind === profileKind && source === 'etalage') profiles.changed(key, version);
    },
    lost: profiles.lost,
    close: settle,
  };
}

function withGiven(given: Profiles, profiles: ProfileStore): Profiles {
  return {
    get: (visitorId, site) => given.get(visitorId, site) ?? profiles.get(visitorId, site),
    async load(visitorId, atLeast) {
      const known = given.get(visitorId) ?? (await given.load?.(visitorId, atLeast));
      return known ?? profiles.load(visitorId, atLeast);
    },
  };
}
