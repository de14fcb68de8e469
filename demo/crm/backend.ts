import { createWire, type Wire } from '../backend.ts';
import type { Catalogue } from '../catalogue/articles.ts';
import { nearestLanguage } from '../catalogue/text.ts';
import { createFeed, type Feed } from '../feed.ts';
import { createRevisions, pageOf } from '../listing.ts';
import type { World } from '../world.ts';
import {
  type Contact,
  contactAt,
  contactCount,
  type Interaction,
  interactionsOf,
  ordersOf,
  type PastOrder,
} from './contacts.ts';
import { type Feedback, feedbackAt, feedbackCount } from './reviews.ts';

export interface FeedbackQuery {
  readonly articleRef: string;
  readonly limit: number;
  readonly after: string | null;
}

/** The CRM: contacts with their history, and moderated feedback per article and language. */
export interface Crm {
  readonly wire: Wire;
  /** Which feedback was saved. */
  readonly feed: Feed<Pick<Feedback, 'feedbackId' | 'articleRef'>>;
  /** Approved feedback, newest first, with counts per number of stars; one answer per query, null for an unknown article. */
  feedback(account: string, queries: readonly FeedbackQuery[], locale: string): unknown;
  /** Approved feedback in the language; what was written in another one is left out. */
  feedbackByIds(account: string, ids: readonly string[], locale: string): unknown;
  /** Which articles can have feedback, with a word that is another one after each edit of it: a page after an index. */
  revisions(account: string, after: number | null): unknown;
  contacts(account: string, ids: readonly string[]): unknown;
  /** Contacts by address or by number of membership. */
  contactsBy(account: string, field: 'emailAddress' | 'membership', values: readonly string[]): unknown;
  /** Forgets contacts for good. */
  forgetContacts(account: string, ids: readonly string[]): unknown;
  /** Orders and behaviour of a contact. @throws {RangeError} for an unknown one. */
  history(contactId: string): { readonly orders: readonly PastOrder[]; readonly interactions: readonly Interaction[] };
  /** Adds feedback, or replaces what has its id: a new moderation, an answer. @throws {RangeError} for an unknown article or language. */
  save(feedback: Feedback, language: string): void;
}

export function createCrm(world: World): Crm {
  const feed = createFeed<Pick<Feedback, 'feedbackId' | 'articleRef'>>();
  const revisions = createRevisions();
  const saved = new Map<string, Map<string, Feedback>>();

  const forgotten = new Set<string>();
  function find(id: string): Contact | undefined {
    const index = /^ct-\d{5,6}$/.test(id) ? Number(id.slice(3)) - 10_001 : -1;
    return index >= 0 && index < contactCount && !forgotten.has(id) ? contactAt(index, world) : undefined;
  }

  /** As contacts leave the CRM. */
  const toCard = (contact: Contact) => ({ ...contact, membership: membershipOf(contact.contactId) });

  /** Both fields hold the contact's number: an address ends with it, a membership is made of it. */
  function findBy(field: 'emailAddress' | 'membership', value: string): Contact | undefined {
    const nth = /^[^@]*\.(\d+)@/.exec(value)?.[1];
    const id = field === 'emailAddress' ? `ct-${10_000 + Number(nth)}` : `ct-${value.slice(4)}`;
    const contact = find(id);
    return contact && toCard(contact)[field] === value ? contact : undefined;
  }

  function approved(catalogue: Catalogue, articleRef: string, language: string): Feedback[] | undefined {
    const article = catalogue.byId(articleRef);
    if (!article) return undefined;
    const all = new Map<string, Feedback>();
    for (let n = 0; n < feedbackCount(article, language, world); n++) {
      const one = feedbackAt(catalogue, article, language, n, world);
      all.set(one.feedbackId, one);
    }
    for (const [id, one] of saved.get(`${articleRef} ${language}`) ?? []) all.set(id, one);
    return [...all.values()].filter(({ moderation }) => moderation === 'APPROVED').sort((a, b) => compareNewest(a, b));
  }

  return {
    wire: createWire(),
    feed,
    feedback(account, queries, locale) {
      const catalogue = world.catalogue(account);
      return {
        lists: queries.map(({ articleRef, limit, after }) => {
          const language = catalogue && nearestLanguage(catalogue.brand, locale);
          const all = catalogue && language && approved(catalogue, articleRef, language);
          if (!all) return null;
          const from = after === null ? 0 : all.findIndex(({ feedbackId }) => feedbackId === after) + 1;
          if (after !== null && from === 0) return { refused: `after: no feedback ${after} about ${articleRef}` };
          const perStar = [1, 2, 3, 4, 5].map((stars) => all.filter((one) => one.stars === stars).length);
          return { items: all.slice(from, from + limit), perStar, more: from + limit < all.length };
        }),
      };
    },
    feedbackByIds(account, ids, locale) {
      const catalogue = world.catalogue(account);
      return {
        items: ids.flatMap((id) => {
          const [, articleRef = '', language = ''] = /^rv-(\w+-\d+)-([a-z]{2})-\w+$/.exec(id) ?? [];
          if (!catalogue || language !== nearestLanguage(catalogue.brand, locale)) return [];
          return approved(catalogue, articleRef, language)?.filter(({ feedbackId }) => feedbackId === id) ?? [];
        }),
      };
    },
    revisions(account, after) {
      const catalogue = world.catalogue(account);
      if (!catalogue) return { rows: [], next: null };
      const { indices, next } = pageOf(catalogue.count, after);
      const articles = indices.map((index) => catalogue.idAt(index));
      return { rows: articles.map((articleRef) => ({ articleRef, revision: revisions.of(articleRef) })), next };
    },
    contacts: (account, ids) => ({
      contacts: ids.flatMap((id) => {
        const contact = find(id);
        return contact?.brand === account ? [toCard(contact)] : [];
      }),
    }),
    contactsBy: (account, field, values) => ({
      contacts: values.flatMap((value) => {
        const contact = findBy(field, value);
        return contact?.brand === account ? [toCard(contact)] : [];
      }),
    }),
    forgetContacts(account, ids) {
      const known = ids.filter((id) => find(id)?.brand === account);
      for (const id of known) forgotten.add(id);
      return { forgotten: known.length };
    },
    history(contactId) {
      const contact = find(contactId);
      if (!contact) throw new RangeError(`the CRM has no contact ${contactId}`);
      return { orders: ordersOf(contact, world), interactions: interactionsOf(contact, world) };
    },
    save(feedback, language) {
      const catalogue = world.catalogues.find((one) => one.byId(feedback.articleRef));
      if (!catalogue || !Object.hasOwn(catalogue.brand.copy, language))
        throw new RangeError(`the CRM has no article ${feedback.articleRef} in language ${language}`);
      const key = `${feedback.articleRef} ${language}`;
      saved.set(key, (saved.get(key) ?? new Map<string, Feedback>()).set(feedback.feedbackId, feedback));
      revisions.bump(feedback.articleRef);
      feed.tell({ feedbackId: feedback.feedbackId, articleRef: feedback.articleRef });
    },
  };
}

/** The number on a contact's card: `9700` and that of the contact. */
export const membershipOf = (contactId: string) => `9700${contactId.slice(3)}`;

function compareNewest(a: Feedback, b: Feedback): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? 1 : -1;
  return a.feedbackId < b.feedbackId ? -1 : 1;
}
