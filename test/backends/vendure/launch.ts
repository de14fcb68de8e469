/** Runs Vendure in a process of its own, so that its globals and its memory stay out of ours. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface LaunchOptions {
  /** Holds Vendure's `node_modules`. */
  readonly folder: string;
  /** Holds the database and the images; written to. */
  readonly data: string;
  /** 0 lets the system choose. */
  readonly port?: number;
  /** Fill an empty database with the sample catalogue first. */
  readonly populate?: boolean;
  /** Where the changes plugin sends what happens; without it the plugin is left out. */
  readonly changes?: { readonly url: string; readonly secret: string };
}

export interface RunningVendure {
  readonly origin: string;
  readonly shopApi: string;
  readonly adminApi: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts `server.ts` and waits until it listens. Rejects with the end of its output when it ends before that. */
export async function launch(options: LaunchOptions): Promise<RunningVendure> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    // Vendure writes beside where it runs.
    cwd: options.data,
    // A process group of its own: Ctrl-C reaches us first, and we stop it in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      VENDURE_FOLDER: options.folder,
      VENDURE_DATA: options.data,
      VENDURE_PORT: String(options.port ?? 0),
      VENDURE_POPULATE: options.populate ? '1' : '',
      ETALAGE_CHANGES_URL: options.changes?.url ?? '',
      ETALAGE_CHANGES_SECRET: options.changes?.secret ?? '',
    },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });

  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`Vendure ended with ${signal ?? code}:\n${output}`)));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    shopApi: `${origin}/shop-api`,
    adminApi: `${origin}/admin-api`,
    async stop() {
      // The server also ends by itself when this channel closes, so that it never outlives us.
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
