import { describe, expect, it } from 'vitest';
import { UnsignedSources, unsignedAddresses } from '../../lib/webhook/unsigned-source.ts';

describe('The list of addresses that may send unsigned', () => {
  it('has pairs of provider and address, separated by spaces', () => {
    const sources = UnsignedSources.parse(' inqud@3.64.51.60  inqud@203.0.113.7 tweed@2001:db8::1 ');
    expect(unsignedAddresses(sources, 'inqud')).toEqual(['3.64.51.60', '203.0.113.7']);
    expect(unsignedAddresses(sources, 'tweed')).toEqual(['2001:db8::1']);
    expect(unsignedAddresses(sources, 'stripe')).toEqual([]);
  });

  it('is empty if the setting is empty', () => {
    expect(UnsignedSources.parse('')).toEqual([]);
  });

  it.each([
    ['a provider alone', 'inqud'],
    ['an address alone', '3.64.51.60'],
    ['an address without a provider', '@3.64.51.60'],
    ['a provider without an address', 'inqud@'],
    ['a range', 'inqud@3.64.51.0/24'],
    ['every address', 'inqud@0.0.0.0'],
    ['every IPv6 address', 'inqud@::'],
    ['a host name', 'inqud@inqud.com'],
    ['a star', 'inqud@*'],
    ['an address with an at sign inside', 'inqud@3.64.51@.60'],
    ['an address with an at sign at the end', 'inqud@3.64.51.60@'],
    ['a provider in another case', 'Inqud@3.64.51.60'],
    ['a provider with a special character', 'inqud!@3.64.51.60'],
    ['one good pair and one bad', 'inqud@3.64.51.60 tweed'],
  ])('refuses %s', (_what, text) => {
    expect(UnsignedSources.safeParse(text).success).toBe(false);
  });
});
