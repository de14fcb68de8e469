import { Webhook } from 'standardwebhooks';

/** Everything that was read from Etalage has this tag too: for when it cannot be said what is stale. */
export const everything = 'etalage';

interface Event {
  readonly type: string;
  readonly data: { readonly tags?: readonly string[]; readonly tagsComplete?: boolean };
}

/**
 * Reads what Etalage sent. Several secrets are for the time in which one replaces another.
 *
 * @param body as it came: the signature is over its bytes.
 * @throws {WebhookVerificationError} when none of the secrets has signed it, or not lately.
 */
export function readEvent(body: string, headers: Headers, secrets: readonly string[]): Event {
  let refused: unknown = new Error('no secret to verify with: set ETALAGE_WEBHOOK_SECRETS');
  for (const secret of secrets) {
    try {
      return new Webhook(secret).verify(body, Object.fromEntries(headers)) as Event;
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}

/** What an event makes stale. */
export function staleTags({ type, data }: Event): readonly string[] {
  // Etalage was away for longer than it remembers, or this receiver was disabled for a while.
  if (type === 'etalage.gap') return [everything];
  const tags = data.tags ?? [];
  // A variant whose product was not read since Etalage started: an answer may carry its product's name.
  return data.tagsComplete === false ? [...tags, everything] : tags;
}
