import { EtalageError } from '../../contract/errors.ts';
import {
  findDead,
  listDead,
  listSubscriptions,
  pauseSubscription,
  replayDead,
  resumeSubscription,
} from '../../delivery/subscriptions.ts';
import type { Resolvers } from '../../generated/admin.ts';
import { ActionError } from '../actions.ts';
import type { AdminContext } from '../context.ts';
import { answering, instant, instantOrNull } from './user-errors.ts';

export const webhooks: Resolvers = {
  Query: {
    webhooks: async (_, __, { store }) =>
      (await listSubscriptions(store.db)).map(({ url, kinds, sites, tags, waitingSince, ...rest }) => ({
        ...rest,
        url: shownUrl(url),
        kinds: kinds && [...kinds],
        sites: sites && [...sites],
        tags: tags && [...tags],
        waitingSince: instantOrNull(waitingSince),
      })),
    deadLetters: async (_, { webhook, first }, { store }) =>
      (await listDead(store.db, webhook ?? null, first)).map((row) => ({
        ...{ id: row.id, webhook: row.subscription, event: row.event, type: row.type, attempts: row.attempts },
        ...{ lastStatus: row.last_status, lastError: row.last_error, at: instant(row.at) },
      })),
  },
  Mutation: {
    webhookPause: (_, { id }, context) => change('webhookPause', id, 'PAUSED', context),
    webhookResume: (_, { id }, context) => change('webhookResume', id, 'ACTIVE', context),
    webhookReplay: (_, { id, letter }, { actions, store }) =>
      answering(async () => {
        if ((id == null) === (letter == null)) throw new ActionError('INVALID', 'expected one of id and letter');
        if (letter != null && (await findDead(store.db, letter))?.state !== 'DEAD')
          throw new ActionError('NOT_FOUND', `there is no dead letter ${letter}`);
        const which = letter != null ? { id: letter } : { subscription: id as string };
        const { answer: replayed, cursor } = await actions.change(async (doing) => {
          const count = await replayDead(doing.store, which).catch(refused);
          const target = letter != null ? `dead letter ${letter}` : `webhook ${id}`;
          return { deed: { action: 'webhookReplay', target, after: { replayed: count } }, answer: count };
        });
        return { replayed, cursor };
      }),
  },
};

function change(action: 'webhookPause' | 'webhookResume', id: string, state: string, { actions, store }: AdminContext) {
  return answering(async () => {
    const before = (await listSubscriptions(store.db)).find((one) => one.id === id)?.state;
    const { cursor } = await actions.change(async (doing) => {
      await (action === 'webhookPause' ? pauseSubscription : resumeSubscription)(doing.store, id).catch(refused);
      const deed = { action, target: `webhook ${id}`, before: { state: before }, after: { state } };
      return { deed, answer: null };
    });
    return { cursor };
  });
}

function refused(error: unknown): never {
  if (!(error instanceof EtalageError) || !error.code.startsWith('WEBHOOK_')) throw error;
  throw new ActionError(error.code === 'WEBHOOK_UNKNOWN' ? 'NOT_FOUND' : 'REFUSED', error.message);
}

/** A receiver's URL may carry its credentials. */
function shownUrl(text: string): string {
  const url = URL.parse(text);
  return url ? `${url.origin}${url.pathname}` : '';
}
