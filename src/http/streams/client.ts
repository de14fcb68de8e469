/** Who is at the other end of a connection, as far as limits and cookies must know. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { RecognizedVisitor } from '../visitors.ts';

/**
 * Names a client for its limits: the visitor of a valid token, else the address. Of an IPv6 address the network counts,
 * the first 64 bits: one subscriber of a provider has as many addresses in it as they like.
 *
 * @param proxies how many proxies stand in front of this server: each adds to `x-forwarded-for` whom it was asked by, so
 *   the client is that many from the end. What stands before that anyone can have written.
 */
export function clientOf(visitor: RecognizedVisitor | null, request: IncomingMessage, proxies: number): string {
  if (visitor && visitor.visitorId !== null) return `visitor ${visitor.visitorId}`;
  const forwarded = proxies > 0 ? [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',') : [];
  const address = forwarded.at(-proxies)?.trim() || request.socket.remoteAddress || '';
  return `address ${isIPv6(address) ? networkOf(address) : address}`;
}

/** The first four groups of an IPv6 address, or the IPv4 address that is written as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [left = '', right] = (address.split('%')[0] as string).split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right ? right.split(':') : [];
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':');
}

/**
 * Whether no page of another origin has a hand in a request. Browsers name the page's origin on every WebSocket, and send
 * the server's cookies along whoever opens it: without this, any page could read as the person at the browser. The scheme
 * is the proxy's matter, and not compared.
 */
export function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (host !== undefined && URL.parse(origin)?.host === host.toLowerCase());
}
