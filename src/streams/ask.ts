import type { Cache } from '../cache/cache.ts';
import type { SiteDirectory } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import type { Assignment } from '../context/context.ts';
import type { Answered, PlanAnswer, Question } from '../http/answers.ts';
import { refusal } from '../http/errors.ts';
import type { Memory } from '../http/graphql.ts';
import type { ResponsePayload } from '../http/payload.ts';
import type { RecognizedVisitor } from '../http/visitors.ts';
import type { Unconfirmed } from '../loaders/unconfirmed.ts';
import type { Found } from './groups.ts';

export interface AskOptions {
  readonly answers: PlanAnswer;
  readonly memory: Memory;
  /** What stands in for it while it is not known whether it is up to date. */
  readonly unconfirmed?: Pick<Unconfirmed<Memory>, 'confirm' | 'current'>;
  readonly watch: Cache<ResponsePayload, Assignment>['watch'];
  readonly sites: () => SiteDirectory;
  /** Time that one answer may take, in milliseconds. */
  readonly requestMs: number;
  readonly now: () => number;
}

export type AskedQuestion = Omit<Question, 'method'>;

/** What an answer is sent as, and the arms that it shows. */
export interface Answer {
  readonly payload: ResponsePayload;
  readonly assignments: readonly Assignment[];
  /** It holds errors, or could not be made in time. */
  readonly faulty: boolean;
  readonly degraded: boolean;
}

/** For how long an answer that was made past the caches stands, in milliseconds: as long as they would themselves. */
const bypassedMs = 500;

export interface Asking {
  /** Names the question; null when it must be answered for each who asks it. */
  keyOf(question: AskedQuestion): string | null;
  ask(question: AskedQuestion, visitor: RecognizedVisitor, channel: Channel): Promise<Found<Answer>>;
}

/** Answers questions of streams as HTTP's are answered: from the response cache, by the same executors. */
export function createAsking(options: AskOptions): Asking {
  const { answers, memory, unconfirmed, sites, requestMs, now } = options;

  return {
    keyOf: (question) => {
      const plan = answers({ ...question, method: 'POST' }, memory);
      return plan.split ? null : plan.key;
    },
    async ask(question, visitor, channel) {
      await unconfirmed?.confirm();
      const standIn = unconfirmed?.current() ?? null;
      const from = standIn ?? memory;
      const late = new AbortController();
      const timer = setTimeout(() => {
        late.abort(refusal('REQUEST_TIMEOUT', `This took longer than the ${requestMs} ms that an answer may take`));
      }, requestMs).unref();
      const { signal } = late;
      const opened = from.openRequest({ site: question.site, sites: sites(), channel, signal, ...visitor });
      const plan = answers({ ...question, method: 'POST' }, from);
      const answered = await plan.answer(opened, {}).finally(() => clearTimeout(timer));
      const { payload, assignments, footprints, kept } = answered;
      const faulty = payload.faulty || payload.status !== undefined;
      const degraded = footprints.some((footprint) => footprint.degraded.length > 0);
      return {
        state: { payload, assignments, faulty, degraded },
        inputs: kept && !kept.private ? kept.inputs() : null,
        until: standIn ? now() + bypassedMs : endOf(answered, now()),
        standing: standingOf(answered, faulty || degraded),
        watch: (moved) => {
          const tags = footprints.flatMap((footprint) => [...footprint.tags]);
          // Sequences of the stand-in say nothing here; its answers end by themselves.
          const asOf = standIn ? Number.POSITIVE_INFINITY : Math.min(...footprints.map((footprint) => footprint.asOf));
          return options.watch(tags, asOf, moved);
        },
      };
    },
  };
}

/** An answer that is being renewed while it is served is asked for again soon, to have the new one. */
const renewalMs = 250;

function endOf({ footprints, kept }: Answered, now: number): number {
  if (kept?.from === 'STALE') return now + renewalMs;
  return Math.min(...footprints.map(({ until, softUntil }) => Math.min(until, softUntil)));
}

function standingOf({ footprints }: Answered, outage: boolean): Found<Answer>['standing'] {
  if (outage) return 'OUTAGE';
  return footprints.some(({ fleeting }) => fleeting) ? 'LATE' : 'SURE';
}
