import { describe, expect, it } from 'vitest';
import { checkedAddresses } from '../../lib/http/checked-addresses.ts';
import { isPublicAddress } from '../../lib/http/public-address.ts';

const notPublic: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.1.2.3'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'shared by carriers': ['100.64.0.1', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'link-local': ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'protocol assignments': ['192.0.0.1', '192.0.0.170', '2001:10::1', '2001:1::1'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  'reserved, broadcast': ['240.0.0.1', '255.255.255.255'],
  unspecified: ['::'],
  'unique local': ['fc00::1', 'fd00:ec2::254'],
  'deprecated site-local': ['fec0::1'],
  'mapped IPv4': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8'],
  'compatible IPv4': ['::127.0.0.1', '::8.8.8.8'],
  'IPv4 behind a translator': ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1'],
  '6to4': ['192.88.99.1', '2002:7f00:1::', '2002:808:808::1'],
  Teredo: ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  discard: ['100::1'],
  'segment routing': ['5f00::1'],
  'not an address': ['', 'localhost', '1.2.3', '0x7f.1', '2130706433', '8.8.8.8 ', '[::1]'],
};

describe('An address is not public if it is', () => {
  for (const [kind, addresses] of Object.entries(notPublic)) {
    it.each(addresses)(`${kind}: %s`, (address) => {
      expect(isPublicAddress(address)).toBe(false);
    });
  }
});

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '198.17.255.255',
])('The address %s is public', (address) => expect(isPublicAddress(address)).toBe(true));

it.each(['2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '2001:4860:4860::8888'])(
  'The address %s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

describe('The addresses of a host', () => {
  const answering =
    (...addresses: readonly string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it('are all returned if all are public', async () => {
    const found = await checkedAddresses('shop.example', answering('8.8.8.8', '2606:4700::1111'), false);
    expect(found).toHaveLength(2);
  });

  it('are refused if one of them is not public, or if there are none', async () => {
    expect(await checkedAddresses('shop.example', answering('8.8.8.8', '10.0.0.1'), false)).toBeUndefined();
    expect(await checkedAddresses('shop.example', answering(), false)).toBeUndefined();
  });

  it.each([
    'https://127.0.0.1',
    'https://0x7f000001',
    'https://2130706433',
    'https://0177.0.0.1',
    'https://127.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[0:0:0:0:0:ffff:7f00:1]',
    'https://①②⑦.0.0.1',
  ])('are refused for %s, and no resolver is asked', async (url) => {
    const resolve = () => Promise.reject(new Error('The resolver was asked.'));
    expect(await checkedAddresses(new URL(url).hostname, resolve, false)).toBeUndefined();
  });
});
