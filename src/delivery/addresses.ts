import { BlockList, isIP } from 'node:net';
import { readNetwork } from '../config/webhooks.ts';

/**
 * Addresses that a webhook must not reach: a subscription is data, and whoever writes one must not thereby speak to what
 * only this machine can see. From IANA's registries of special-purpose addresses (RFC 6890 and its successors).
 */
const refusedV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // A cloud's own service for its machines, though the address looks public.
  '168.63.129.16/32',
];

/** Of the addresses that are handed out to the public (2000::/3), those that are not: protocols, documentation, 6to4. */
const refusedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** IPv6 addresses that stand for an IPv4 one, in their last four bytes: mapped, and NAT64 with its well-known prefix. */
const prefixesOfV4 = ['00000000000000000000ffff', '0064ff9b0000000000000000'];

const v4 = blockListOf(refusedV4, 'ipv4');
const v6 = blockListOf(refusedV6, 'ipv6');

/** Whether an address is one of the public internet. Anything that is no address is not. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !v4.check(address, 'ipv4');
  // An address with a zone (`fe80::1%eth0`) is a local one.
  if (isIP(address) !== 6 || address.includes('%')) return false;
  const bytes = bytesOf(address);
  if (prefixesOfV4.includes(bytes.subarray(0, 12).toString('hex'))) return isPublic(bytes.subarray(12).join('.'));
  return ((bytes[0] ?? 0) & 0xe0) === 0x20 && !v6.check(address, 'ipv6');
}

/**
 * Which addresses may be connected to for which host: public ones, and what `reach` names besides: hosts, addresses, networks.
 *
 * @throws {TypeError} when an entry is a network that cannot be read.
 */
export function createReach(reach: readonly string[]): (host: string, address: string) => boolean {
  const hosts = new Set<string>();
  const networks = new BlockList();
  for (const entry of reach) {
    const network = readNetwork(entry);
    if (network === undefined)
      throw new TypeError(
        `webhooks.reach: expected a host, an address or a network such as 10.1.0.0/16, found ${entry}`,
      );
    if (network === null) hosts.add(nameOf(entry));
    else networks.addSubnet(network.address, network.bits, network.family === 4 ? 'ipv4' : 'ipv6');
  }
  return (host, address) =>
    isPublic(address) ||
    hosts.has(nameOf(host)) ||
    (isIP(address) !== 0 && networks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'));
}

/** Host names are equal in whatever case, with or without the dot of the root. */
function nameOf(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

function blockListOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** The sixteen bytes of an IPv6 address, in whatever of its forms. */
function bytesOf(address: string): Buffer {
  // The URL parser knows all forms, and writes the one that has no dots.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = '', right] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(left), groups(right ?? '')];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
