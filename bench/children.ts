/** Processes of a run: each on a core of its own where the machine lets us, each ended with the run. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Question, Reply } from './child.ts';

export interface Child {
  /** Rejects with what the child says went wrong, or when it has ended. */
  ask<T>(name: string, data?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Servers on one core, the load on another: neither takes time from what the other measures. */
const cores = { server: 0, load: 1 } as const;

/** Whether processes can be kept on their cores here. */
export const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

export interface ChildOptions {
  readonly role: keyof typeof cores;
  readonly arguments?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

/** Starts a module of the bench as a process, which is there when it answers its first question. */
export function startChild(module: string, { role, arguments: given = [], node = [] }: ChildOptions): Child {
  const command = [process.execPath, ...node, fileURLToPath(new URL(module, import.meta.url)), ...given];
  const [file = '', ...rest] = pinned ? ['taskset', '--cpu-list', String(cores[role]), ...command] : command;
  const child = spawn(file, rest, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', ETALAGE_DOCUMENTS: 'any' },
  });
  return wire(child, [module, ...given].join(' '));
}

function wire(child: ChildProcess, what: string): Child {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  let ended: Error | undefined;

  function end(error: Error) {
    ended ??= error;
    for (const { reject } of open.values()) reject(error);
    open.clear();
  }
  const closed = new Promise<void>((resolve) => {
    child.once('error', (cause) => {
      end(new Error(`${what}: did not start`, { cause }));
      resolve();
    });
    child.once('exit', (code, signal) => {
      end(new Error(`${what}: ended with ${signal ?? code}`));
      resolve();
    });
  });
  child.on('message', (reply: Reply) => {
    const waiting = open.get(reply.id);
    open.delete(reply.id);
    if ('error' in reply) waiting?.reject(new Error(`${what}: ${reply.error}`));
    else waiting?.resolve(reply.value);
  });

  return {
    ask<T>(name: string, data?: unknown): Promise<T> {
      if (ended) return Promise.reject(ended);
      asked += 1;
      const question: Question = { id: asked, name, data };
      return new Promise((resolve, reject) => {
        open.set(question.id, { resolve: resolve as (value: unknown) => void, reject });
        child.send(question, (error) => error && reject(error));
      });
    },
    async stop() {
      if (!ended) child.disconnect();
      await closed;
    },
  };
}
