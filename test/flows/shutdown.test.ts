import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Answer {
  readonly status: number | undefined;
  readonly bytes: number;
  readonly complete: boolean;
  readonly connection: string | undefined;
}

/** Asks once; an error before any answer began is told by its code. */
function ask(url: string, agent: Agent): Promise<Answer | { readonly failed: string }> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', () => {});
      response.on('close', () => {
        const { statusCode: status, complete, headers } = response;
        resolve({ status, bytes, complete, connection: headers.connection });
      });
    }).on('error', (error: NodeJS.ErrnoException) => resolve({ failed: error.code ?? error.message }));
  });
}

describe('flows: shutdown', () => {
  it('answers every request that it took, says that it is not ready, then closes the connectors', async () => {
    const child = fork(fileURLToPath(new URL('./shutdown.server.ts', import.meta.url)), { execArgv: [] });
    const messages: Record<string, unknown>[] = [];
    child.on('message', (message) => messages.push(message as Record<string, unknown>));
    const exited = once(child, 'exit');
    /** Waits in steps, so that a child that ends early fails the test. */
    async function until(condition: () => boolean): Promise<void> {
      while (!condition()) {
        expect(child.exitCode).toBeNull();
        await sleep(10);
      }
    }
    await until(() => messages.length > 0);
    const url = String(messages[0]?.url);

    // Twenty clients keep asking over connections that they keep, until the server takes no more.
    const agent = new Agent({ keepAlive: true });
    const answers: Answer[] = [];
    const failures: string[] = [];
    async function keepAsking(): Promise<void> {
      for (;;) {
        const answer = await ask(`${url}/slow/x`, agent);
        if ('failed' in answer) {
          failures.push(answer.failed);
          return;
        }
        answers.push(answer);
      }
    }
    const clients = Array.from({ length: 20 }, keepAsking);
    await until(() => answers.length >= 20);
    expect(await ask(`${url}/readyz`, agent)).toMatchObject({ status: 200 });

    child.kill('SIGTERM');
    await until(() => messages.length > 1);
    const notReady = await ask(`${url}/readyz`, new Agent());
    await Promise.all(clients);
    const [code] = await exited;
    agent.destroy();

    expect(code).toBe(0);
    expect(notReady).toMatchObject({ status: 503, connection: 'close' });
    const [, { underWay } = {}, closed, counted] = messages;
    expect(Number(underWay), 'requests under way when the signal came').toBeGreaterThan(0);
    expect(closed).toEqual({ closed: true });
    expect(counted?.finished).toBe(counted?.accepted);
    // What the server took the clients had, whole: the answers, and two questions for readiness.
    expect(answers.every(({ status, bytes, complete }) => status === 200 && bytes === 200_000 && complete)).toBe(true);
    expect(answers.length + 2).toBe(counted?.accepted);
    // Their last questions reached nobody: refused, or reset before the server saw them.
    expect(failures.every((failure) => failure === 'ECONNREFUSED' || failure === 'ECONNRESET')).toBe(true);
  });
});
