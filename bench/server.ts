/** The process of one server: `node bench/server.ts KIND OPTIONS`, with the options as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { dirname } from 'node:path';
import { answerParent, type Handlers, usage } from './child.ts';

/** A server that listens on loopback. */
export interface Started {
  readonly port: number;
  /** What it can be asked besides how much it used. */
  readonly handlers?: Handlers;
}

export type ServerKind = 'bare' | 'etalage' | 'apollo' | 'yoga' | 'pubsub' | 'behaviour';

const [kind = '', options = '{}'] = process.argv.slice(2);
const { start } = (await import(`./servers/${kind}.ts`)) as { start(options: unknown): Promise<Started> };
const { port, handlers } = await start(JSON.parse(options));

const profiler = new Session();

answerParent({
  ...handlers,
  async startProfile() {
    profiler.connect();
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.start');
  },
  async writeProfile(file: string) {
    const { profile } = await profiler.post('Profiler.stop');
    profiler.disconnect();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(profile));
  },
  port: () => port,
  usage,
  memory() {
    // Twice: what the first run finds dead, with all that hangs on it, is given back in the second.
    globalThis.gc?.();
    globalThis.gc?.();
    return usage();
  },
});
