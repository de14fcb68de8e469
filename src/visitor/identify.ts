import { randomInt, timingSafeEqual } from 'node:crypto';
import { claimIdentity, countWithin, deleteCode, findIdentity, takeTry, writeCode } from '../store/identities.ts';
import { readsOf } from '../store/reads.ts';
import type { Tx } from '../store/store.ts';
import { readClaim } from './claims.ts';
import type { At, Claim, Desk, DeskOptions, UserError } from './desk.ts';
import { mergeInto } from './merge.ts';
import { newVisitorId } from './token.ts';

const minute = 60_000;

/** How long a code is good, how often it may be tried, and how often all this may be asked for. */
export const codeRules = {
  digits: 8,
  lifetimeMs: 10 * minute,
  tries: 5,
  limits: {
    visitor: { most: 5, windowMs: 15 * minute },
    claim: { most: 5, windowMs: 60 * minute },
    client: { most: 30, windowMs: 60 * minute },
    /** Wrong or right, over all codes for one address. */
    tries: { most: 20, windowMs: 24 * 60 * minute },
  },
} as const;

/** The same for a code that is wrong, used, over, tried too often, or was never there. */
const codeInvalid: UserError = {
  code: 'CODE_INVALID',
  field: ['code'],
  message: 'This code is not right, or not any more: ask for a new one',
};

const tooMany: UserError = {
  code: 'TOO_MANY_REQUESTS',
  field: null,
  message: 'This was asked for too often: try again later',
};

/** Something that is one person's alone. */
interface Key {
  readonly kind: 'EMAIL' | 'SUBJECT';
  readonly name: string;
}

type Identifying = Pick<Desk, 'identify' | 'confirm' | 'recognizeCustomer'>;

/**
 * From a claim to a proof. `identify` takes the same steps whatever is claimed: it counts, writes a code, and leaves the
 * rest to the mailer, off its path. Whether anybody has the address or card is only found out there, and told by mail only.
 */
export function createIdentifying(options: DeskOptions): Identifying {
  const { store, profiles, digests, audienceOf, customers, post, now } = options;
  const nameOf = ({ kind, value }: Claim, { site }: Pick<At, 'site'>) => `${audienceOf(site)} ${kind} ${value}`;

  async function isTooOften(tx: Tx, visitorId: string, claim: Claim, at: At): Promise<boolean> {
    const counted = {
      visitor: `visitor ${visitorId}`,
      claim: `claim ${nameOf(claim, at)}`,
      client: `client ${at.session.client}`,
    };
    let over = false;
    // All are counted, also after one that is over.
    for (const name of ['visitor', 'claim', 'client'] as const) {
      const { most, windowMs } = codeRules.limits[name];
      const count = await countWithin(tx, digests.of('limit', counted[name]), windowMs, now());
      over ||= count > most;
    }
    return over;
  }

  function send(visitorId: string, claim: Claim, code: string, { site, texts }: At): void {
    post(async () => {
      const to =
        claim.kind === 'EMAIL'
          ? claim.value
          : (await customers.byClaim(claim, site, new AbortController().signal))?.email;
      if (to === undefined) return null;
      const { subject, text } = texts.codeMail(site.brand.name, code, codeRules.lifetimeMs / minute);
      return { visitorId, to, subject, text };
    }, site);
  }

  /**
   * The person of the first key that anybody has, in this transaction's hands; a new one when all are new. Keys that nobody
   * had are theirs from here on; one that is another person's stays with that one.
   */
  async function personOf(tx: Tx, keys: readonly Key[]): Promise<string> {
    let visitorId: string | undefined;
    for (const { name } of keys)
      visitorId ??= (await findIdentity(readsOf(tx.db), digests.all('identity', name)))?.visitor_id;
    let person = visitorId ?? newVisitorId();
    for (const [nth, { kind, name }] of keys.entries()) {
      const row = { digest: digests.of('identity', name), visitor_id: person, kind, proven_at: now() };
      const owner = await claimIdentity(tx, row);
      // Two proofs of one new key at the same moment: the first has named the person.
      if (nth === 0 && visitorId === undefined) person = owner;
    }
    return person;
  }

  /** From here on the session is the person's: what the device brought is theirs, unless it was another person's. */
  async function become(
    keys: readonly Key[],
    customerKey: string | null,
    priceGroup: string | null,
    how: string,
    at: At,
  ): Promise<void> {
    const { visitorId, deviceId } = at.session.who();
    const device = deviceId ?? visitorId;
    const profile = await store.transaction(async (tx) => {
      const personId = await personOf(tx, keys);
      if (device !== null && device !== personId)
        await mergeInto(tx, { from: device, to: personId, how, site: at.site.key, channel: at.channel }, options);
      return profiles.update(
        personId,
        (state) => ({
          ...state,
          recognition: 'KNOWN',
          customerKey: customerKey ?? state.customerKey,
          priceGroup: priceGroup ?? state.priceGroup,
          seenAt: now(),
        }),
        tx,
      );
    });
    at.session.wrote(options.views.get(profile.visitorId, at.site.key) ?? profile);
  }

  return {
    async identify(input, at) {
      const claim = readClaim(input);
      if ('code' in claim) return { challenge: null, userErrors: [claim] };
      const visitorId = at.session.ensure();
      const code = String(randomInt(10 ** codeRules.digits)).padStart(codeRules.digits, '0');
      const expiresAt = now() + codeRules.lifetimeMs;
      const profile = await store.transaction(async (tx) => {
        if (await isTooOften(tx, visitorId, claim, at)) return null;
        await writeCode(tx, {
          visitor_id: visitorId,
          code_digest: digests.of('code', `${visitorId} ${code}`),
          claim: digests.seal(JSON.stringify(claim), visitorId),
          tries: 0,
          expires_at: expiresAt,
        });
        const claimed = (state: Parameters<Parameters<typeof profiles.update>[1]>[0]) => ({
          ...state,
          recognition: state.recognition === 'KNOWN' ? state.recognition : ('CLAIMED' as const),
          seenAt: now(),
        });
        return profiles.update(visitorId, claimed, tx);
      });
      if (!profile) return { challenge: null, userErrors: [tooMany] };
      at.session.wrote(options.views.get(visitorId, at.site.key) ?? profile);
      send(visitorId, claim, code, at);
      return { challenge: { kind: 'EMAIL_CODE', expiresAt }, userErrors: [] };
    },

    async confirm(code, at) {
      const { visitorId } = at.session.who();
      // A code that nobody could have is hashed and compared all the same.
      const given = code.replace(/\s/g, '').slice(0, 2 * codeRules.digits);
      const claim = await store.transaction(async (tx): Promise<Claim | null> => {
        const row = await takeTry(tx, visitorId ?? '', codeRules.tries, now());
        const expected = digests.all('code', `${visitorId} ${given}`);
        const sealed = row && digests.open(row.claim, row.visitor_id);
        if (!row || !sealed) return null;
        const claimed = JSON.parse(sealed) as Claim;
        const { most, windowMs } = codeRules.limits.tries;
        const tries = await countWithin(tx, digests.of('limit', `tries ${nameOf(claimed, at)}`), windowMs, now());
        const isRight = expected.some((digest) => isEqual(digest, row.code_digest));
        if (tries > most || !isRight) return null;
        await deleteCode(tx, row.visitor_id);
        return claimed;
      });
      if (!claim) return [codeInvalid];
      const customer = await customers.byClaim(claim, at.site, at.signal).catch(() => null);
      // A card is its customer's as long as the code went to their address: without one there is nobody it could be.
      const email = claim.kind === 'EMAIL' ? claim.value : customer?.email.trim().toLowerCase();
      if (email === undefined) return [codeInvalid];
      const key = { kind: 'EMAIL', name: nameOf({ kind: 'EMAIL', value: email }, at) } as const;
      await become([key], customer?.id ?? null, customer?.priceGroup ?? null, `CODE ${claim.kind}`, at);
      return [];
    },

    async recognizeCustomer(at) {
      const { subject, profile, visitorId, deviceId = null } = at.session.who();
      const isDone = profile?.recognition === 'AUTHENTICATED' && (deviceId === null || deviceId === visitorId);
      if (!subject || isDone) return;
      const { issuer, id, email, customerKey } = subject;
      const { signal, site } = at;
      const customer = customerKey
        ? await customers.byId(customerKey, site, signal).catch(() => null)
        : email && (await customers.byClaim({ kind: 'EMAIL', value: email }, site, signal).catch(() => null));
      const account = { kind: 'SUBJECT', name: `${audienceOf(site)} SUBJECT ${issuer} ${id}` } as const;
      const keys = email ? [{ kind: 'EMAIL', name: nameOf({ kind: 'EMAIL', value: email }, at) } as const] : [];
      const found = customer || null;
      await become([account, ...keys], found?.id ?? customerKey, found?.priceGroup ?? null, 'ACCOUNT', at);
    },
  };
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
