import { Agent, request } from 'node:http';
import type { DemoServer } from './demo.ts';

/** A question to a site, and the connections it goes over. */
export interface Question {
  readonly site: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Asks over so many connections that stay open; gives the bodies, as text. Any status but 200 is an error. */
export function createLoad({ server }: DemoServer, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  function ask({ site, query, variables = {} }: Question): Promise<string> {
    const body = JSON.stringify({ query, variables });
    return new Promise((resolve, reject) => {
      const sent = request(`${server.url}/${site}/graphql`, {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${site} answered ${response.statusCode}: ${text}`));
        });
      });
      sent.end(body);
    });
  }

  return {
    ask,
    /** Asks the questions in turn, `count` times in all, as many at once as there are connections. */
    async run(questions: readonly Question[], count: number): Promise<void> {
      let next = 0;
      const client = async () => {
        while (next < count) await ask(questions[next++ % questions.length] as Question);
      };
      await Promise.all(Array.from({ length: connections }, client));
    },
    close: () => agent.destroy(),
  };
}
