import type { EntityRef } from './observations.ts';
import type { Outcome } from './outcome.ts';

/** Loads of one batch go out together and are aborted together: when nobody waits for any of its keys. */
export interface Batch {
  readonly controller: AbortController;
  readonly flights: Flight[];
  /** Flights of the batch that somebody waits for. */
  awaited: number;
}

/** The load of one entity, under way, and how many wait for it. */
export interface Flight {
  readonly ref: EntityRef;
  readonly batch: Batch;
  readonly landed: Promise<Outcome>;
  readonly land: (outcome: Outcome) => void;
  waiters: number;
  /** The index's sequence, arrivals and position, and the clock, when the backend was asked. */
  asOf: number;
  arrivals: number;
  position: number;
  beganAt: number;
}

export function createBatch(): Batch {
  return { controller: new AbortController(), flights: [], awaited: 0 };
}

export function createFlight(ref: EntityRef, batch: Batch): Flight {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const flight = {
    ref,
    batch,
    landed: promise,
    land: resolve,
    waiters: 0,
    asOf: 0,
    arrivals: 0,
    position: 0,
    beganAt: 0,
  };
  batch.flights.push(flight);
  return flight;
}

/**
 * Waits for a flight. Whoever's signal aborts leaves at once; when the last waiter of the batch has left, `abandon` is
 * called and the load aborted.
 */
export function board(
  flight: Flight,
  signal: AbortSignal | undefined,
  abandon: (batch: Batch) => void,
): Promise<Outcome> {
  const { batch } = flight;
  if (flight.waiters++ === 0) batch.awaited += 1;
  if (signal === undefined) return flight.landed;
  return new Promise((resolve, reject) => {
    const leave = () => {
      if (--flight.waiters === 0 && --batch.awaited === 0) {
        abandon(batch);
        batch.controller.abort(signal.reason);
      }
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    flight.landed.then((outcome) => {
      signal.removeEventListener('abort', leave);
      resolve(outcome);
    });
  });
}
