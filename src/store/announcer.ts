/** Announcements within one process: the whole of them on SQLite, the near end of them on Postgres. */
export interface Announcer {
  announce(position: number): void;
  onAnnounce(listener: (position: number) => void): () => void;
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<(position: number) => void>();
  return {
    announce(position) {
      for (const listener of listeners) listener(position);
    },
    onAnnounce(listener) {
      // A function of its own, so that one listener that is added twice is heard twice and removed once.
      const own = (position: number) => listener(position);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
