/** The child's end of the wire: answers what the run asks, one message for each question. */

export type Handlers = Readonly<Record<string, (data: never) => unknown>>;

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly data: unknown;
}

export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** Answers questions until the parent leaves, and then ends this process. */
export function answerParent(handlers: Handlers): void {
  process.on('message', async ({ id, name, data }: Question) => {
    process.send?.(await answer(id, handlers[name], name, data));
  });
  process.on('disconnect', () => process.exit());
}

async function answer(id: number, handler: Handlers[string] | undefined, name: string, data: unknown): Promise<Reply> {
  if (!handler) return { id, error: `this process answers no ${name}` };
  try {
    return { id, value: await handler(data as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What this process has used so far. */
export interface Usage {
  /** Processor time, user and system, in microseconds. */
  readonly cpuMicros: number;
  /** Bytes. */
  readonly heapUsed: number;
  /** Bytes outside the heap that buffers hold. */
  readonly arrayBuffers: number;
  /** Bytes of the whole process that are in the machine's memory. */
  readonly resident: number;
}

/** Milliseconds on a clock that all processes of the machine share. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Memory is counted after a collection, where there is one to call (`--expose-gc`). */
export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { heapUsed, arrayBuffers, rss: resident } = process.memoryUsage();
  return { cpuMicros: user + system, heapUsed, arrayBuffers, resident };
}
