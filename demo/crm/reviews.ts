import type { Article, Catalogue } from '../catalogue/articles.ts';
import { categoryCopy, copyOf, languageCopy } from '../catalogue/text.ts';
import { day, type World } from '../world.ts';

/** A feedback item as the CRM keeps it: stars out of five, moderated, in the language it was written in. */
export interface Feedback {
  readonly feedbackId: string;
  readonly articleRef: string;
  readonly stars: number;
  readonly headline: string | null;
  readonly message: string | null;
  readonly nickname: string | null;
  readonly receivedAt: string;
  readonly answer: string | null;
  readonly moderation: 'APPROVED' | 'WAITING' | 'DECLINED';
}

/** How many people wrote about an article in a language: a few are popular, some have none. */
export function feedbackCount(article: Article, language: string, world: World): number {
  return Math.floor(world.random.roll(article.id, language, 'reviews') ** 2.2 * 34);
}

/** The n-th feedback item about an article, from 0. */
export function feedbackAt(
  catalogue: Catalogue,
  article: Article,
  language: string,
  n: number,
  world: World,
): Feedback {
  const { random } = world;
  const feedbackId = `rv-${article.id}-${language}-${n + 1}`;
  const words = languageCopy(language);
  const { happy, mixed, unhappy } = categoryCopy(catalogue.brand, article.category.key, language);
  const stars = starsOf(random.roll(article.id, 'quality'), random.roll(feedbackId, 'stars'));
  const mood = stars >= 4 ? 'happy' : stars === 3 ? 'mixed' : 'unhappy';
  const first = random.pick({ happy, mixed, unhappy }[mood], feedbackId, 'first');
  const second = random.pick(stars === 5 ? happy : stars === 4 ? [...happy, ...mixed] : mixed, feedbackId, 'second');
  const replies = copyOf(catalogue.brand, language).replies;
  const answered = random.roll(feedbackId, 'answered') < (stars <= 2 ? 0.8 : 0.12);
  const moderated = random.roll(feedbackId, 'moderation');
  const family = random.pick(words.lastNames, feedbackId, 'family');
  const given = random.pick(words.firstNames, feedbackId, 'given');
  const initial = (/\p{Lu}/u.exec(family) ?? [''])[0];
  const age = Math.floor(random.roll(feedbackId, 'age') ** 1.4 * 700 * day);
  return {
    feedbackId,
    articleRef: article.id,
    stars,
    headline:
      random.roll(feedbackId, 'headline') < 0.85 ? random.pick(words.reviewTitles[mood], feedbackId, 'title') : null,
    message: first === second ? first : `${first} ${second}`,
    nickname: random.roll(feedbackId, 'anonymous') < 0.08 ? null : `${given} ${initial}.`,
    receivedAt: new Date(world.today - age).toISOString(),
    answer: answered ? random.pick(stars <= 2 ? replies.sorry : replies.thanks, feedbackId, 'reply') : null,
    moderation: moderated < 0.94 ? 'APPROVED' : moderated < 0.98 ? 'WAITING' : 'DECLINED',
  };
}

/** Better articles get more fives; every article gets some of each, as on any honest page. */
function starsOf(quality: number, chance: number): number {
  const shares = [0.42 + quality * 0.3, 0.27 - quality * 0.05, 0.14 - quality * 0.09, 0.1 - quality * 0.09];
  let left = chance;
  for (const [at, share] of shares.entries()) {
    if (left < share) return 5 - at;
    left -= share;
  }
  return 1;
}
