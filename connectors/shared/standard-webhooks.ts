/** Deliveries signed by the Standard Webhooks specification (standardwebhooks.com), version 1, symmetric. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../../src/contract/changes.ts';
import { ConnectorError } from '../../src/contract/errors.ts';

/** How far a delivery's time may be from ours, in milliseconds: the specification's own libraries take five minutes. */
const toleranceMs = 5 * 60_000;

const shortestKey = 24;

/** Reads secrets: base64 of 24 bytes or more, after an optional `whsec_`. @throws {TypeError} for another. */
export function readSecrets(secrets: readonly string[]): readonly Buffer[] {
  return secrets.map((secret) => {
    const text = secret.replace(/^whsec_/, '');
    const key = Buffer.from(text, 'base64');
    if (key.length < shortestKey || !/^[A-Za-z0-9+/]+={0,2}$/.test(text))
      throw new TypeError(`webhook secret: expected base64 of ${shortestKey} bytes or more, after an optional whsec_`);
    return key;
  });
}

/**
 * Answers the delivery's id when one of the keys has signed it, and lately. Several keys are for the time in which a
 * secret is changed.
 *
 * @throws {ConnectorError} CONNECTOR_DENIED.
 */
export function verifyDelivery(
  { headers, body, receivedAt }: Delivery,
  keys: readonly Buffer[],
  connector: string,
): string {
  const denied = (why: string) =>
    new ConnectorError('CONNECTOR_DENIED', { connector, capability: 'changes' }, `a delivery ${why}`);
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures) throw denied('lacks one of webhook-id, webhook-timestamp, webhook-signature');
  if (!/^\d{1,12}$/.test(timestamp)) throw denied('has a webhook-timestamp that is not in seconds');
  const expected = keys.map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest());
  const given = signatures.split(' ').flatMap((signature) => {
    const [version, text] = signature.split(',');
    return version === 'v1' && text ? [Buffer.from(text, 'base64')] : [];
  });
  if (!given.some((one) => expected.some((other) => equal(one, other)))) throw denied('is not signed with our secret');
  // After the signature: who cannot sign learns nothing of our clock.
  if (Math.abs(receivedAt - Number(timestamp) * 1000) > toleranceMs)
    throw denied('was signed too long ago, or ahead of time');
  return id;
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
