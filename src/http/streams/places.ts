import { refusal } from '../errors.ts';

/** How many may be there at once, in all and of one client. */
export interface Places {
  /**
   * Takes a place; the function that it returns gives it back, once.
   *
   * @param client names who takes it: see `clientOf`.
   * @throws TOO_MANY_STREAMS when there is none.
   */
  take(client: string): () => void;
  size(): number;
}

export function createPlaces(limits: { readonly total: number; readonly perClient: number }): Places {
  const byClient = new Map<string, number>();
  let all = 0;
  return {
    take(client) {
      const own = byClient.get(client) ?? 0;
      if (own >= limits.perClient) {
        throw refusal('TOO_MANY_STREAMS', `This client has ${own} streams open, as many as it may: end one first`);
      }
      if (all >= limits.total) throw refusal('TOO_MANY_STREAMS', 'This server has no room for more streams now');
      byClient.set(client, own + 1);
      all += 1;
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        all -= 1;
        const left = (byClient.get(client) ?? 1) - 1;
        if (left === 0) byClient.delete(client);
        else byClient.set(client, left);
      };
    },
    size: () => all,
  };
}
