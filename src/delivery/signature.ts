/** Standard Webhooks (standardwebhooks.com), version 1, symmetric. */
import { createHmac, randomBytes } from 'node:crypto';
import { readWebhookSecret } from '../config/webhooks.ts';

/**
 * The headers by which a receiver knows who sent this, and when. With several secrets there is a signature of each, so that
 * the receiver may have either while one replaces the other.
 *
 * @param at milliseconds since the epoch: of this try, since receivers refuse what was signed long ago.
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(at / 1000);
  const signatures = secrets.map((secret) => {
    const key = readWebhookSecret(secret);
    if (!key) throw new TypeError('a webhook secret is not one');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}

export function createSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
