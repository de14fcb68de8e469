/** `node:http` and nothing else: how fast a server of Node could be at all with these answers. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listenOn } from './listen.ts';

export interface BareOptions {
  /** A file with the answers, a list of texts in JSON: sent in turn. */
  readonly bodies: string;
}

export async function start({ bodies: file }: BareOptions) {
  const bodies = (JSON.parse(readFileSync(file, 'utf8')) as string[]).map((text) => Buffer.from(text));
  let turn = 0;
  const server = createServer((_request, response) => {
    turn = (turn + 1) % bodies.length;
    const body = bodies[turn] as Buffer;
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  });
  return { port: await listenOn(server) };
}
