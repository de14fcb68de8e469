import { describe, expect, it } from 'vitest';
import { createReach, isPublic } from '../../src/delivery/addresses.ts';

describe('unit: addresses that webhooks may reach', () => {
  it.each([
    ...[
      '8.8.8.8',
      '1.1.1.1',
      '172.15.255.255',
      '172.32.0.1',
      '100.63.255.255',
      '100.128.0.1',
      '193.0.0.1',
      '223.255.255.255',
    ],
    ...['2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2001:200::1'],
  ])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1'],
    ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
    ...['255.255.255.255', '168.63.129.16'],
    ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:10.0.0.1', '::ffff:169.254.169.254'],
    ...['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::8.8.8.8', '2002:7f00:1::', '2002:a9fe:a9fe::1'],
    ...['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:db8::1', '3fff::1', 'fc00::1', 'fd00:ec2::254'],
    ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1', '5f00::1', '2606:4700::1111%lo'],
    ...['', 'localhost', '0x7f.0.0.1', '127.1', '8.8.8.8:80', '[::1]'],
  ])('%j is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it('may be named by host, address and network, and nothing beside them', () => {
    const mayReach = createReach(['cms.internal', '10.1.0.0/16', '192.168.7.7', 'fd00:1::/32']);
    expect(mayReach('CMS.internal.', '10.9.9.9')).toBe(true);
    expect(mayReach('other.internal', '10.9.9.9')).toBe(false);
    expect(mayReach('other.internal', '10.1.2.3')).toBe(true);
    expect(mayReach('x', '192.168.7.7')).toBe(true);
    expect(mayReach('x', '192.168.7.8')).toBe(false);
    expect(mayReach('x', 'fd00:1:2::3')).toBe(true);
    expect(mayReach('x', 'fd00:2::3')).toBe(false);
    expect(mayReach('x', '93.184.215.14')).toBe(true);
  });

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0/8', 'fd00::/129', 'a b', 'host/8', '10.0.0.0/8/8'])(
    'refuses %j',
    (entry) => {
      expect(() => createReach([entry])).toThrow('webhooks.reach: expected a host, an address or a network');
    },
  );
});
