/** All connections of streams, by whatever transport: what they share, and how they end with the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamLimits } from '../../config/define.ts';
import { createPlaces, type Places } from './places.ts';
import { createWheel, type Wheel } from './wheel.ts';

/** A connection that ends when the server does. */
export interface Connection {
  /**
   * Ends it so that its client connects again, to the next process, and goes on from where it was.
   *
   * @param retryMs how long the client should wait before it does, in milliseconds.
   */
  retire(retryMs: number): void;
  /** Ends it without a word, if it has not ended yet. */
  cut(): void;
}

export interface Connections {
  readonly places: Places;
  readonly wheel: Wheel;
  /** Whether the server is ending: what comes now is sent on to the next one. */
  readonly closing: boolean;
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Retires all of them, spread over the time given, in milliseconds; resolves when all are gone. */
  close(withinMs: number): Promise<void>;
}

/** How often some are retired while the server ends, in milliseconds. */
const stepMs = 10;
/** For clients that do not answer a goodbye, in milliseconds. */
const graceMs = 1_000;
/** Clients that come back per second at most, to whoever takes over; and the least time that they are spread over. */
const returnsPerSecond = 1_000;
const leastSpreadMs = 2_000;

export function createConnections(limits: StreamLimits): Connections {
  const open = new Set<Connection>();
  const wheel = createWheel(limits.heartbeatMs);
  let closing: Promise<void> | undefined;
  let emptied = () => {};

  async function close(withinMs: number): Promise<void> {
    const all = [...open];
    const spreadMs = Math.max(leastSpreadMs, (all.length / returnsPerSecond) * 1_000);
    const steps = Math.max(1, Math.floor(withinMs / stepMs));
    const perStep = Math.ceil(all.length / steps);
    for (let at = 0; at < all.length; at += perStep) {
      if (at > 0) await sleep(stepMs);
      for (const connection of all.slice(at, at + perStep)) connection.retire(Math.random() * spreadMs);
    }
    if (open.size > 0) {
      const gone = new Promise<void>((resolve) => {
        emptied = resolve;
      });
      const impatience = setTimeout(() => {
        for (const connection of open) connection.cut();
      }, graceMs);
      await gone;
      clearTimeout(impatience);
    }
    wheel.stop();
  }

  return {
    places: createPlaces(limits),
    wheel,
    get closing() {
      return closing !== undefined;
    },
    add: (connection) => open.add(connection),
    remove(connection) {
      open.delete(connection);
      if (open.size === 0) emptied();
    },
    close(withinMs) {
      closing ??= close(withinMs);
      return closing;
    },
  };
}
