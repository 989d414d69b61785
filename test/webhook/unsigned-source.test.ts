import { describe, expect, it } from 'vitest';
import { UnsignedSources, unsignedAddresses } from '../../lib/webhook/unsigned-source.ts';

describe('The list of addresses that may send unsigned', () => {
  it('names provider and address together, several separated by spaces', () => {
    const sources = UnsignedSources.parse(' inqud@3.64.51.60  inqud@203.0.113.7 tweed@2001:db8::1 ');
    expect(unsignedAddresses(sources, 'inqud')).toEqual(['3.64.51.60', '203.0.113.7']);
    expect(unsignedAddresses(sources, 'tweed')).toEqual(['2001:db8::1']);
    expect(unsignedAddresses(sources, 'stripe')).toEqual([]);
  });

  it('is empty when the setting is', () => {
    expect(UnsignedSources.parse('')).toEqual([]);
  });

  it.each([
    ['a provider alone', 'inqud'],
    ['an address alone', '3.64.51.60'],
    ['an address of nobody', '@3.64.51.60'],
    ['no address', 'inqud@'],
    ['a range', 'inqud@3.64.51.0/24'],
    ['every address', 'inqud@0.0.0.0'],
    ['every IPv6 address', 'inqud@::'],
    ['a host name', 'inqud@inqud.com'],
    ['a star', 'inqud@*'],
  ])('refuses %s', (_what, text) => {
    expect(UnsignedSources.safeParse(text).success).toBe(false);
  });
});
