/** Everything asynchronous in the model waits here until the schedule lets it go on. */
export interface Tasks {
  /** Resolves when the schedule picks it. */
  park(kind: TaskKind): Promise<void>;
  /** Lets one parked task of these kinds go on, the nth modulo their number, and everything that follows from it at once.
   *  False when none is parked. */
  release(nth: number, kinds: readonly TaskKind[]): Promise<boolean>;
  /** Lets everything happen that waits for nothing. */
  quiet(): Promise<void>;
}

export type TaskKind = 'backend' | 'backoff' | 'settle';

export function createTasks(): Tasks {
  const parked: { readonly kind: TaskKind; readonly go: () => void }[] = [];
  // After all promise jobs: the schedule's next step sees a world at rest.
  const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    park: (kind) => new Promise((go) => parked.push({ kind, go })),
    async release(nth, kinds) {
      const candidates = parked.filter(({ kind }) => kinds.includes(kind));
      const task = candidates[nth % candidates.length];
      if (task === undefined) return false;
      parked.splice(parked.indexOf(task), 1);
      task.go();
      await quiet();
      return true;
    },
    quiet,
  };
}
