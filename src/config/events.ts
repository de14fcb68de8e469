/** What the configuration says of events: how many may wait, what is forgotten when. */
import { z } from 'zod';

export interface EventsConfig {
  /** Events that may wait to be written; beyond it calls are told to come back later. Default 10,000. */
  readonly waiting?: number;
  /** After how many days a sign of interest counts half. Default 30. */
  readonly halfLifeDays?: number;
  /** For how many days events are kept that only count, with consent to ANALYTICS. Default 180. */
  readonly analyticsDays?: number;
  /** For how many days events are kept that traits are computed from, with PERSONALISATION. Default 400. */
  readonly personalisationDays?: number;
  /** For how many days counts are kept, which hold nothing of anybody. Default 1,100. */
  readonly countsDays?: number;
}

const days = z
  .number('a number of days')
  .positive('a number of days above 0')
  .max(36_500, 'at most a century')
  .optional();

export const eventsShape = z.strictObject(
  {
    waiting: z.int('a whole number').min(100, 'at least 100, which one call may bring').optional(),
    halfLifeDays: days,
    analyticsDays: days,
    personalisationDays: days,
    countsDays: days,
  },
  'an object: how events are kept',
) satisfies z.ZodType<EventsConfig>;
