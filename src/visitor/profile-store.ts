import { LRUCache } from 'lru-cache';
import type { ChangeDraft } from '../contract/changes.ts';
import { EtalageError } from '../contract/errors.ts';
import type { Profile } from '../contract/profile.ts';
import { deleteProfile, isGone, lockProfile, readProfile, writeGone, writeProfile } from '../store/profiles.ts';
import { readsOf } from '../store/reads.ts';
import type { Store, Tx } from '../store/store.ts';
import { profileOn } from './consent.ts';
import { digestOfVisitor } from './digests.ts';
import { toRow, toState } from './profile-rows.ts';
import type { ProfileState, ProfileStore } from './store-port.ts';

/** The kind of the changes that profiles append; their key is `digestOfVisitor`. */
export const profileKind = 'profile';

export interface ProfileStoreOptions {
  readonly store: Store;
  /** Appends to the change log in the writer's transaction; absent where no other process would hear of it. */
  readonly append?: (tx: Tx, drafts: readonly (ChangeDraft & { readonly source: string })[]) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Profiles in memory. Default 50,000. */
  readonly resident?: number;
}

/** Hears what the change log says of profiles, from whichever process. */
export interface ProfileFollower {
  /** A profile is of this version now; null when it is not said. */
  changed(digest: string, version: number | null): void;
  /** What happened cannot be told: nothing in memory can be relied on. */
  lost(): void;
}

/** What is in memory of a visitor: their state (of version 0 when nothing is remembered), or that they are gone. */
type Resident = { readonly visitorId: string; readonly state: ProfileState | null };

/** Profiles in a store, with those in memory that were asked for lately. */
export function createProfileStore(options: ProfileStoreOptions): ProfileStore & ProfileFollower {
  const { store, append, now } = options;
  const resident = new LRUCache<string, Resident>({
    max: options.resident ?? 50_000,
    dispose: (_, visitorId) => digests.delete(digestOfVisitor(visitorId)),
    // What replaces it has the same id.
    noDisposeOnSet: true,
  });
  /** Ids of those in memory, by what the change log calls them. */
  const digests = new Map<string, string>();
  /** By digest. One that is taken out was overtaken by a change: nobody joins it, and nothing of it is kept. */
  const loading = new Map<string, Promise<Resident>>();
  const listeners = new Set<(visitorId: string) => void>();

  function keep(visitorId: string, state: ProfileState | null): Resident {
    const before = resident.peek(visitorId);
    // A load that is late brings back nothing older.
    if (before && (before.state === null || (state && before.state.version >= state.version))) return before;
    const one: Resident = { visitorId, state };
    resident.set(visitorId, one);
    digests.set(digestOfVisitor(visitorId), visitorId);
    return one;
  }

  function tell(visitorId: string): void {
    for (const listener of listeners) listener(visitorId);
  }

  async function read(visitorId: string): Promise<ProfileState | null | 'GONE'> {
    const row = await readProfile(store.db, visitorId);
    if (row) return toState(row);
    return (await isGone(store.db, digestOfVisitor(visitorId))) ? 'GONE' : null;
  }

  function makeResident(visitorId: string): Promise<Resident> {
    const digest = digestOfVisitor(visitorId);
    const joined = loading.get(digest);
    if (joined) return joined;
    const load = read(visitorId).then((found): Resident => {
      const state = found === 'GONE' ? null : (found ?? blank(visitorId));
      return loading.get(digest) === load ? keep(visitorId, state) : { visitorId, state };
    });
    loading.set(digest, load);
    const end = () => {
      if (loading.get(digest) === load) loading.delete(digest);
    };
    load.then(end, end);
    return load;
  }

  function changeOf({ visitorId, version }: Pick<ProfileState, 'visitorId' | 'version'>, at: number) {
    return { source: 'etalage', kind: profileKind, key: digestOfVisitor(visitorId), version, at };
  }

  async function write(visitorId: string, change: (state: ProfileState) => ProfileState, tx: Tx): Promise<Profile> {
    const at = now();
    const before = await lockProfile(tx, visitorId, at);
    if (before.version === 0 && (await isGone(readsOf(tx.db), digestOfVisitor(visitorId)))) {
      // The caller's transaction may go on without this visitor: what was locked to look at them must not stay.
      await deleteProfile(tx, visitorId);
      throw gone();
    }
    const state = Object.freeze({
      ...change(toState(before)),
      visitorId,
      version: before.version + 1,
      createdAt: before.created_at,
    });
    await writeProfile(tx, toRow(state));
    append?.(tx, [changeOf(state, at)]);
    tx.afterCommit(() => {
      keep(visitorId, state);
      tell(visitorId);
    });
    return profileOn(state);
  }

  async function remove(visitorId: string, tx: Tx): Promise<void> {
    const at = now();
    const { version } = await lockProfile(tx, visitorId, at);
    await deleteProfile(tx, visitorId);
    await writeGone(tx, digestOfVisitor(visitorId), at);
    append?.(tx, [changeOf({ visitorId, version: version + 1 }, at)]);
    tx.afterCommit(() => {
      resident.delete(visitorId);
      keep(visitorId, null);
      tell(visitorId);
    });
  }

  return {
    get(visitorId, site) {
      const one = resident.get(visitorId);
      if (one === undefined) return undefined;
      return one.state && profileOn(one.state, site);
    },
    async load(visitorId, atLeast = 0) {
      const known = resident.peek(visitorId);
      const fits = known && (known.state === null || known.state.version >= atLeast);
      let found = fits ? known : await makeResident(visitorId);
      // Joined a load that began before the write that the caller knows of.
      if (found.state && found.state.version < atLeast) found = await makeResident(visitorId);
      return found.state && found.state.version > 0 ? profileOn(found.state) : null;
    },
    async state(visitorId) {
      const found = await read(visitorId);
      return found === 'GONE' ? null : found;
    },
    update: (visitorId, change, tx) =>
      tx ? write(visitorId, change, tx) : store.transaction((own) => write(visitorId, change, own)),
    forget: (visitorId, tx) => (tx ? remove(visitorId, tx) : store.transaction((own) => remove(visitorId, own))),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed(digest, version) {
      loading.delete(digest);
      const visitorId = digests.get(digest);
      const one = visitorId === undefined ? undefined : resident.peek(visitorId);
      if (!one || visitorId === undefined) return;
      // Its own writer has it already.
      if (one.state === null || (version !== null && one.state.version >= version)) return;
      resident.delete(visitorId);
      tell(visitorId);
    },
    lost() {
      loading.clear();
      const all = [...resident.keys()];
      resident.clear();
      for (const visitorId of all) tell(visitorId);
    },
  };
}

function gone(): EtalageError {
  return new EtalageError('VISITOR_GONE', 'This visitor is not known any more: ask without their token', {
    expose: true,
  });
}

function blank(visitorId: string): ProfileState {
  return Object.freeze({
    visitorId,
    version: 0,
    priceGroup: null,
    recognition: 'ANONYMOUS',
    consents: {},
    explicit: {},
    implicit: {},
    customerKey: null,
    createdAt: 0,
    seenAt: 0,
  });
}
