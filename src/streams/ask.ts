import type { Cache } from '../cache/cache.ts';
import type { SiteDirectory } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import type { Assignment } from '../context/context.ts';
import type { Answered, PlanAnswer, Question } from '../http/answers.ts';
import type { Memory } from '../http/graphql.ts';
import type { ResponsePayload } from '../http/payload.ts';
import type { RecognizedVisitor } from '../http/visitors.ts';
import type { Found } from './groups.ts';

export interface AskOptions {
  readonly answers: PlanAnswer;
  readonly memory: Memory;
  /** What stands in for it while it is not known whether it is up to date; null while it is. */
  readonly bypass: () => Memory | null;
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
  const { answers, memory, bypass, sites, requestMs, now } = options;

  return {
    keyOf: (question) => {
      const plan = answers({ ...question, method: 'POST' }, memory);
      return plan.split ? null : plan.key;
    },
    async ask(question, visitor, channel) {
      const standIn = bypass();
      const from = standIn ?? memory;
      const signal = AbortSignal.timeout(requestMs);
      const opened = from.openRequest({ site: question.site, sites: sites(), channel, signal, ...visitor });
      const answered = await answers({ ...question, method: 'POST' }, from).answer(opened, {});
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
