import { nearest } from '../../config/nearest.ts';
import type { Site } from '../../config/site.ts';
import { channels } from '../../context/channel.ts';
import type { PreviewInput, Resolvers } from '../../generated/admin.ts';
import { readAudit } from '../../store/audit.ts';
import { ActionError } from '../actions.ts';
import { checkAudit } from '../audit.ts';
import { isWithin } from '../grants.ts';
import { type ApiKey, createKey, listKeys, revokeKey } from '../keys.ts';
import type { PreviewChoice } from '../preview-tokens.ts';
import { answering, instant, instantOrNull } from './user-errors.ts';

export const operators: Resolvers = {
  Query: {
    keys: async (_, __, { store }) => (await listKeys(store.db)).map(toKey),
    auditLog: async (_, { first, before }, { store }) =>
      (await readAudit(store.db, first, before ?? null)).map(({ at, diff, ...row }) => ({
        ...row,
        at: instant(at),
        diff: JSON.parse(diff),
      })),
    auditCheck: async (_, __, { store }) => {
      const { rows, head, broken } = await checkAudit(store.db);
      return { rows, head, brokenAt: broken?.at ?? null, problem: broken?.problem ?? null };
    },
  },
  Mutation: {
    keyCreate: (_, { input }, { actions, operator, sites, now }) =>
      answering(async () => {
        const { role, name } = input;
        const grant = { role, sites: input.sites ?? null, areas: input.areas ?? null };
        if (!isWithin(grant, operator))
          throw new ActionError('REFUSED', 'a key may do no more than the one that makes it');
        if (name.trim() === '' || name.length > 100) throw invalid('name', 'expected 1 to 100 characters');
        for (const site of grant.sites ?? []) knownSite(site, sites.current());
        const expiresAt = input.expiresAt == null ? null : Date.parse(input.expiresAt);
        if (expiresAt !== null && expiresAt <= now()) throw invalid('expiresAt', 'expected a moment to come');
        const { answer } = await actions.change(async ({ tx }) => {
          const made = await createKey(tx, { ...grant, name, expiresAt, createdBy: operator.id }, now());
          const after = { name, ...grant, expiresAt };
          return { deed: { action: 'keyCreate', target: `key ${made.key.id}`, after }, answer: made };
        });
        return { key: toKey(answer.key), secret: answer.text };
      }),
    keyRevoke: (_, { id }, { actions, now }) =>
      answering(async () => {
        const { cursor } = await actions.change(async ({ tx }) => {
          if (!(await revokeKey(tx, id, now()))) throw new ActionError('NOT_FOUND', `there is no key ${id} to revoke`);
          return { deed: { action: 'keyRevoke', target: `key ${id}` }, answer: null };
        });
        return { cursor };
      }),
    previewLinkCreate: (_, { site: key, input }, { actions, sites, previews, personas, now }) =>
      answering(async () => {
        const site = knownSite(key, sites.current());
        checkPreview(input, site, Object.keys(personas));
        const expiresAt = now() + minutesOf(input) * 60_000;
        const choice: PreviewChoice = {
          site: key,
          segments: input.segments ?? null,
          variants: Object.fromEntries((input.variants ?? []).map(({ slot, variant }) => [slot, variant])),
          arms: Object.fromEntries((input.arms ?? []).map(({ experiment, arm }) => [experiment, arm])),
          persona: input.persona ?? null,
          channel: input.channel ?? null,
          moment: input.moment == null ? null : Date.parse(input.moment),
          expiresAt,
        };
        await actions.note({ action: 'previewLinkCreate', target: `preview of ${key}`, site: key, after: choice });
        const token = previews.sign(choice);
        return { token, url: `/${key}/graphql?preview=${token}`, expiresAt: instant(expiresAt) };
      }),
  },
};

/** A day, as the schema has it by default. */
const minutesOf = ({ minutes = 1_440 }: PreviewInput) => minutes;

/** A month, in minutes. */
const mostMinutes = 43_200;

/** What a preview names must be there: one that shows nothing of what was asked for would be taken for the page. */
function checkPreview(input: PreviewInput, site: Site, personas: readonly string[]): void {
  const expectOne = (field: string, name: string, names: readonly string[]) => {
    if (names.includes(name)) return;
    const suggestion = nearest(name, names);
    throw invalid(field, `${site.key} has no ${name}${suggestion ? `; did you mean ${suggestion}?` : ''}`);
  };
  input.segments?.forEach((key, nth) => {
    expectOne(`segments[${nth}]`, key, Object.keys(site.segments));
  });
  input.arms?.forEach(({ experiment, arm }, nth) => {
    expectOne(`arms[${nth}].experiment`, experiment, Object.keys(site.experiments));
    expectOne(`arms[${nth}].arm`, arm, site.experiments[experiment]?.arms.map(({ key }) => key) ?? []);
  });
  if (input.persona != null) expectOne('persona', input.persona, personas);
  if (input.channel != null) expectOne('channel', input.channel, channels);
  if (minutesOf(input) < 1 || minutesOf(input) > mostMinutes) throw invalid('minutes', `expected 1 to ${mostMinutes}`);
}

function knownSite(key: string, sites: { byKey(key: string): Site | undefined }): Site {
  const site = sites.byKey(key);
  if (!site) throw new ActionError('NOT_FOUND', `there is no site ${key}`);
  return site;
}

function invalid(field: string, message: string): ActionError {
  return new ActionError('INVALID', message, [{ field, message }]);
}

function toKey(key: ApiKey) {
  return {
    ...{ id: key.id, name: key.name, role: key.role, createdBy: key.createdBy, createdAt: instant(key.createdAt) },
    sites: key.sites && [...key.sites],
    areas: key.areas && [...key.areas],
    expiresAt: instantOrNull(key.expiresAt),
    revokedAt: instantOrNull(key.revokedAt),
    lastUsedAt: instantOrNull(key.lastUsedAt),
  };
}
