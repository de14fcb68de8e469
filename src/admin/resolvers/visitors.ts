import type { Resolvers } from '../../generated/admin.ts';
import { digestOfVisitor } from '../../visitor/digests.ts';
import { ActionError } from '../actions.ts';
import type { AdminContext } from '../context.ts';
import type { FoundVisitor, VisitorBy, VisitorSupport } from '../visitor-support.ts';
import { answering, instant } from './user-errors.ts';

export const visitors: Resolvers = {
  Query: {
    visitor: async (_, { by, reason }, context) => {
      const support = supportOf(context);
      const [found] = await look('visitor', by, reason, context);
      return found ? support.state(found.visitorId) : null;
    },
  },
  Mutation: {
    profileExport: (_, { by, reason }, context) =>
      answering(async () => {
        const support = supportOf(context);
        const found = await look('profileExport', by, reason, context);
        if (found.length === 0) throw nobody();
        const parts = await Promise.all(found.map(({ visitorId }) => support.collect(visitorId)));
        return { data: parts.length === 1 ? parts[0] : parts };
      }),
    profileErase: (_, { by, reason }, context) =>
      answering(async () => {
        const support = supportOf(context);
        checkReason(reason);
        const found = await support.find(by);
        if (found.length === 0) {
          await note('profileErase', [], reason, context);
          throw nobody();
        }
        // When the CRM cannot be told now, nothing is removed, and it can be asked again.
        for (const one of found)
          await support.tell(one, context.signal).catch(() => {
            throw new ActionError('REFUSED', 'the CRM cannot be told now, so nothing was removed: try again later');
          });
        const { answer: erased, cursor } = await context.actions.change(async ({ tx }) => {
          const counts = [];
          for (const { visitorId } of found) counts.push(await support.erase(visitorId, tx));
          return { deed: { action: 'profileErase', target: targetOf(found), reason }, answer: counts };
        });
        // What was deleted is not to be found in the file either.
        await context.store.purge();
        return { erased: erased.length === 1 ? erased[0] : erased, cursor };
      }),
  },
  Visitor: {
    id: ({ visitorId }) => visitorId,
    createdAt: ({ createdAt }) => instant(createdAt),
    seenAt: ({ seenAt }) => instant(seenAt),
    consents: async ({ visitorId }, _, context) =>
      (await supportOf(context).consents(visitorId))
        .toReversed()
        .map(({ at, ...decision }) => ({ ...decision, at: instant(at) })),
  },
};

/** Finds whom support means. The look is noted whether or not anybody is found: it is the look that counts. */
async function look(
  action: string,
  by: VisitorBy,
  reason: string,
  context: AdminContext,
): Promise<readonly FoundVisitor[]> {
  checkReason(reason);
  const found = await supportOf(context).find(by);
  await note(action, found, reason, context);
  return found;
}

function note(
  action: string,
  found: readonly FoundVisitor[],
  reason: string,
  { actions }: AdminContext,
): Promise<void> {
  return actions.note({ action, target: targetOf(found), reason });
}

function targetOf(found: readonly FoundVisitor[]): string {
  return found.map(({ visitorId }) => `visitor ${digestOfVisitor(visitorId)}`).join(' ') || 'nobody';
}

/** The audit log is kept for good: what is personal must not get there. */
function checkReason(reason: string): void {
  if (reason.trim().length < 3 || reason.length > 200 || /@|\d{9}/.test(reason))
    throw new ActionError('INVALID', 'it is not what it must be', [
      {
        field: 'reason',
        message: 'expected 3 to 200 characters without addresses and long numbers: a ticket’s number',
      },
    ]);
}

function supportOf({ visitors: support }: AdminContext): VisitorSupport {
  if (!support) throw new ActionError('REFUSED', 'nothing is remembered of visitors here');
  return support;
}

function nobody(): ActionError {
  return new ActionError('NOT_FOUND', 'nothing is held of this person');
}
