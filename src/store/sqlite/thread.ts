import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../errors.ts';
import { toStoreError } from './errors.ts';
import type { Statement, StatementResult, ThreadReply, ThreadRequest, ThreadSettings } from './protocol.ts';

/** A SQLite connection in a thread of its own. */
export interface Thread {
  /** Runs statements in order in one trip; at the first failure the rest is left out and its error thrown. */
  run(statements: readonly Statement[]): Promise<readonly StatementResult[]>;
  close(): Promise<void>;
}

interface Waiter {
  readonly resolve: (results: readonly StatementResult[]) => void;
  readonly reject: (error: StoreError) => void;
}

/** Starts the thread and opens the file in it. @throws {StoreError} when it cannot be opened. */
export async function startThread(name: string, settings: ThreadSettings): Promise<Thread> {
  const waiting = new Map<number, Waiter>();
  let lastId = 0;
  let over: StoreError | undefined;
  // The file beside this one, whether that is TypeScript or what was built from it.
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: settings,
    name: `etalage ${settings.role}`,
  });

  function end(error: StoreError): void {
    over ??= error;
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  }
  worker.on('message', (reply: ThreadReply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) waiter?.reject(toStoreError(name, reply.failure));
    else waiter?.resolve(reply.results);
  });
  worker.on('error', (cause) =>
    end(new StoreError('STORE_UNAVAILABLE', `${name}: its thread failed: ${String(cause)}`, { cause })),
  );
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(new StoreError('STORE_CLOSED', `${name} is closed`));
      resolve();
    });
  });
  function expect(id: number): Promise<readonly StatementResult[]> {
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }
  function ask(statements: readonly Statement[]): Promise<readonly StatementResult[]> {
    if (over) return Promise.reject(over);
    lastId += 1;
    const answer = expect(lastId);
    worker.postMessage({ id: lastId, statements } satisfies ThreadRequest);
    return answer;
  }

  await expect(0);
  return {
    run: ask,
    async close() {
      if (!over) await ask([]);
      await exited;
    },
  };
}
