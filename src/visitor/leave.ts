import { randomBytes, randomUUID } from 'node:crypto';
import { insertExport, takeExport } from '../store/identities.ts';
import type { At, Desk, DeskOptions, ProfileExport, UserError } from './desk.ts';

/** How long a link to an export is good, in milliseconds. */
const linkMs = 15 * 60_000;

const notKnown: UserError = {
  code: 'NOT_KNOWN',
  field: null,
  message: 'Prove first that it is you: by a code sent to your address, or by logging in',
};

type Leaving = Pick<Desk, 'offerExport' | 'readExport' | 'erase'>;

/** Gives a person all that is held of them, and removes it. */
export function createLeaving(options: DeskOptions): Leaving {
  const { store, profiles, register, customers, digests, now } = options;

  /** The id of who has proven to be a person. */
  function knownId({ session }: At): string | null {
    const { visitorId, profile } = session.who();
    const isKnown = profile?.recognition === 'KNOWN' || profile?.recognition === 'AUTHENTICATED';
    return isKnown ? visitorId : null;
  }

  return {
    async offerExport(at) {
      const visitorId = knownId(at);
      if (visitorId === null) return { url: null, expiresAt: null, userErrors: [notKnown] };
      const token = randomBytes(32).toString('base64url');
      const expiresAt = now() + linkMs;
      const row = { digest: digests.of('export', token), visitor_id: visitorId, expires_at: expiresAt };
      await store.transaction((tx) => insertExport(tx, row));
      const url = `${at.origin}/visitors/exports/${at.site.key}/${token}`;
      return { url, expiresAt, userErrors: [] };
    },

    async readExport(token, site, signal) {
      let visitorId: string | null = null;
      for (const digest of digests.all('export', token))
        visitorId ??= await store.transaction((tx) => takeExport(tx, digest, now()));
      if (visitorId === null) return null;
      const id = visitorId;
      const parts = await Promise.all(
        register.all().map(async ({ name, collect }) => [name, await collect(id)] as const),
      );
      const customerKey = (await profiles.state(id))?.customerKey ?? null;
      // The CRM's own data is the CRM's to hand out in full: this is what we show of it.
      const customer = customerKey && (await customers.byId(customerKey, site, signal).catch(() => undefined));
      const held = [...parts, ['customer', customer] as const].filter(([, data]) => data != null);
      const exported: ProfileExport = {
        format: 'etalage-profile-1',
        exportedAt: new Date(now()).toISOString(),
        data: Object.fromEntries(held),
        missing: customer === undefined ? ['customer'] : [],
      };
      return exported;
    },

    async erase(at) {
      const visitorId = knownId(at);
      if (visitorId === null) return { receipt: null, userErrors: [notKnown] };
      const { customerKey = null } = (await profiles.state(visitorId)) ?? {};
      // First, while we still know whom to name: when one cannot be told now, nothing is removed, and it can be asked again.
      const others = customerKey
        ? await customers.erase(customerKey, at.site, at.signal).catch(() => null)
        : { told: [], untold: [] };
      if (!others) return { receipt: null, userErrors: [notNow] };
      const removed = await store.transaction(async (tx) => {
        const counts: { name: string; count: number }[] = [];
        for (const { name, erase } of register.all()) counts.push({ name, count: await erase(visitorId, tx) });
        await profiles.forget(visitorId, tx);
        return counts;
      });
      await store.purge();
      at.session.leave();
      return { receipt: { id: randomUUID(), at: now(), removed, ...others }, userErrors: [] };
    },
  };
}

const notNow: UserError = {
  code: 'ERASE_NOT_NOW',
  field: null,
  message: 'Not everybody who holds your data can be told now, so nothing was removed: try again later',
};
