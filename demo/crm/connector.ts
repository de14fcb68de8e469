import { z } from 'zod';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { CustomerRecord, ReviewRecord } from '../../src/contract/records.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Crm } from './backend.ts';

const feedbackShape = z.object({
  feedbackId: z.string(),
  articleRef: z.string(),
  stars: z.int().min(1).max(5),
  headline: z.string().nullable(),
  message: z.string().nullable(),
  nickname: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  answer: z.string().nullable(),
  moderation: z.literal('APPROVED'),
});
const listsShape = z.object({
  lists: z.array(
    z
      .union([
        z.object({ items: z.array(feedbackShape), perStar: z.array(z.int()).length(5), more: z.boolean() }),
        z.object({ refused: z.string() }),
      ])
      .nullable(),
  ),
});
const contactsShape = z.object({
  contacts: z.array(
    z.object({
      contactId: z.string(),
      emailAddress: z.email(),
      givenName: z.string().nullable(),
      familyName: z.string().nullable(),
      membership: z.string(),
    }),
  ),
});

const revisionsShape = z.object({
  rows: z.array(z.object({ articleRef: z.string(), revision: z.string() })),
  next: z.int().nullable(),
});

/** Reviews and customers of the demo group: `reviews`, `customers`. Only approved reviews leave the CRM. */
export const crm = defineConnector(({ backend }: { backend: Crm }): Connector => {
  const ask = createAsk('crm', backend.wire);
  return {
    name: 'crm',
    check: createCheck('crm', backend.wire),
    // Contacts are no part of any answer that is kept.
    changes: changesFrom(
      backend.feed,
      ({ feedbackId, articleRef }) => [
        { kind: 'review', key: feedbackId },
        { kind: 'reviews', key: articleRef },
      ],
      // By article: a single review depends on all of its article.
      (query) =>
        listByBrand(query, async (account, after) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const { rows, next } = await ask(logged, query, revisionsShape, () => backend.revisions(account, after));
          const toListed = ({ articleRef, revision }: (typeof rows)[number]) => ({
            kind: 'reviews',
            key: articleRef,
            fingerprint: revision,
          });
          return { rows: rows.map(toListed), next };
        }),
    ),
    reviews: {
      async byProducts(keys, call) {
        if (keys.length === 0) return [];
        const logged = { capability: 'reviews', method: 'byProducts', keys: keys.length };
        const queries = keys.map(({ productId, first, after }) => ({ articleRef: productId, limit: first, after }));
        const { lists } = await ask(logged, call, listsShape, () =>
          backend.feedback(call.site.brand, queries, call.locale),
        );
        return keys.map((_, at) => {
          const list = lists[at];
          if (!list) return null;
          if ('refused' in list)
            return new ConnectorError('CONNECTOR_REJECTED', { connector: 'crm', capability: 'reviews' }, list.refused);
          const { items, perStar, more } = list;
          const count = perStar.reduce((sum, number) => sum + number, 0);
          const stars = perStar.reduce((sum, number, below) => sum + number * (below + 1), 0);
          return {
            nodes: items.map(toReview),
            endCursor: items.at(-1)?.feedbackId ?? null,
            hasNextPage: more,
            averageRating: count === 0 ? null : stars / count,
            count,
          };
        });
      },
      async byIds(ids, call) {
        if (ids.length === 0) return [];
        const logged = { capability: 'reviews', method: 'byIds', keys: ids.length };
        const { items } = await ask(logged, call, z.object({ items: z.array(feedbackShape) }), () =>
          backend.feedbackByIds(call.site.brand, ids, call.locale),
        );
        return inOrder(ids, items, ({ feedbackId }) => feedbackId, toReview);
      },
    },
    customers: {
      async byIds(ids, call) {
        if (ids.length === 0) return [];
        const logged = { capability: 'customers', method: 'byIds', keys: ids.length };
        const { contacts } = await ask(logged, call, contactsShape, () => backend.contacts(call.site.brand, ids));
        return inOrder(ids, contacts, ({ contactId }) => contactId, toCustomer);
      },
      async byEmails(emails, call) {
        if (emails.length === 0) return [];
        const logged = { capability: 'customers', method: 'byEmails', keys: emails.length };
        const { contacts } = await ask(logged, call, contactsShape, () =>
          backend.contactsBy(call.site.brand, 'emailAddress', emails),
        );
        return inOrder(emails, contacts, ({ emailAddress }) => emailAddress, toCustomer);
      },
      async byLoyaltyCards(cards, call) {
        if (cards.length === 0) return [];
        const logged = { capability: 'customers', method: 'byLoyaltyCards', keys: cards.length };
        const { contacts } = await ask(logged, call, contactsShape, () =>
          backend.contactsBy(call.site.brand, 'membership', cards),
        );
        return inOrder(cards, contacts, ({ membership }) => membership, toCustomer);
      },
      async erase(ids, call) {
        const logged = { capability: 'customers', method: 'erase', keys: ids.length };
        await ask(logged, call, z.object({ forgotten: z.int() }), () => backend.forgetContacts(call.site.brand, ids));
      },
    },
  };
});

function toCustomer(contact: z.infer<typeof contactsShape>['contacts'][number]): CustomerRecord {
  return {
    id: contact.contactId,
    email: contact.emailAddress,
    firstName: contact.givenName,
    lastName: contact.familyName,
    loyaltyCard: contact.membership,
  };
}

function toReview(feedback: z.infer<typeof feedbackShape>): ReviewRecord {
  return {
    id: feedback.feedbackId,
    productId: feedback.articleRef,
    rating: feedback.stars,
    title: feedback.headline,
    body: feedback.message,
    author: feedback.nickname,
    submittedAt: feedback.receivedAt,
    reply: feedback.answer === null ? null : { body: feedback.answer },
    status: 'PUBLISHED',
  };
}
