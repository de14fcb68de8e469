import { createHmac, randomBytes } from 'node:crypto';

/** A secret as a webhook's two ends share it. */
export const createSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

export interface SignedDelivery {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A delivery signed by the Standard Webhooks specification, sent `at` milliseconds since the epoch. */
export function signDelivery(secret: string, id: string, body: unknown, at = Date.now()): SignedDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body: text,
  };
}
