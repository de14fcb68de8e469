/** The process that sends: a closed loop over a number of connections, for a time or a number of requests. */
import { answerParent, usage } from './child.ts';
import { runConnection } from './connection.ts';
import { type Form, type PlanName, planOf, toBytes } from './requests.ts';

export interface LoadOrder {
  readonly port: number;
  readonly plan: PlanName;
  readonly form: Form;
  /** Number of the first request of the plan. */
  readonly from: number;
  readonly connections: number;
  /** At most so long, in milliseconds. */
  readonly ms?: number;
  /** At most so many requests. */
  readonly requests?: number;
}

export interface LoadReport {
  readonly requests: number;
  readonly ms: number;
  readonly bytes: number;
  readonly cpuMicros: number;
  /** Milliseconds: the median, and what 99 of 100 stayed below. */
  readonly p50: number;
  readonly p99: number;
  /** Number of the request after the last one. */
  readonly next: number;
}

/** Requests of the plans that are sent again and again, so that only sending is measured. */
const remembered = new Map<string, Buffer[]>();
const rememberedRequests = 24_000;

function requestsOf({ plan, form }: LoadOrder): (nth: number) => Buffer {
  const asked = planOf(plan);
  if (plan === 'each' || plan === 'cold') return (nth) => toBytes(asked(nth), form);
  const name = `${plan} ${form}`;
  let list = remembered.get(name);
  if (!list) {
    list = Array.from({ length: rememberedRequests }, (_, nth) => toBytes(asked(nth), form));
    remembered.set(name, list);
  }
  const requests = list;
  return (nth) => requests[nth % rememberedRequests] as Buffer;
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const { port, from, connections, ms = Number.POSITIVE_INFINITY, requests: most = Number.POSITIVE_INFINITY } = order;
  const request = requestsOf(order);
  const times: number[] = [];
  let sent = 0;
  let bytes = 0;
  const { cpuMicros } = usage();
  const started = performance.now();
  const end = started + ms;
  await Promise.all(
    Array.from({ length: connections }, () =>
      runConnection({
        port,
        next() {
          if (sent >= most || performance.now() >= end) return undefined;
          sent += 1;
          return request(from + sent - 1);
        },
        answered(length, took) {
          bytes += length;
          times.push(took);
        },
      }),
    ),
  );
  const took = performance.now() - started;
  const sorted = Float64Array.from(times).sort();
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    requests: sorted.length,
    ms: took,
    bytes,
    cpuMicros: usage().cpuMicros - cpuMicros,
    p50: quantile(0.5),
    p99: quantile(0.99),
    next: from + sent,
  };
}

answerParent({ run });
