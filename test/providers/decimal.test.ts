import { describe, expect, it } from 'vitest';
import { fromMinorUnits, plainDecimal } from '../../lib/providers/decimal.ts';

describe('plainDecimal', () => {
  it.each([
    ['99.46291', '99.46291'],
    ['0.001', '0.001'],
    ['100.50', '100.50'],
    ['-12.5', '-12.5'],
    ['12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
    ['1e3', '1000'],
    ['1.25E+1', '12.5'],
    ['1.5e-7', '0.00000015'],
    ['1e10', '10000000000'],
    ['1e100', `1${'0'.repeat(100)}`],
    ['1e-100', `0.${'0'.repeat(99)}1`],
    ['007', '7'],
    ['0', '0'],
  ])('converts %s to %s without rounding', (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });

  it.each([
    '',
    'abc',
    '1e999',
    '1e-999',
    '1e101',
    '1e-101',
    '1e',
    '1e1.5',
    ' 1',
    '1 ',
    '--1',
    '1..2',
    '0x10',
    '1_000',
    '.5',
    '1.',
    'NaN',
    'Infinity',
    '1,5',
  ])('refuses %j', (text) => {
    expect(plainDecimal(text)).toBeUndefined();
  });
});

describe('A decimal with more digits than a detail may have', () => {
  it.each([
    ['9'.repeat(256), '9'.repeat(256)],
    ['9'.repeat(257), undefined],
    [`${'9'.repeat(200)}e57`, undefined],
    [`0.${'3'.repeat(255)}`, undefined],
  ])('is ignored (%#), so that the status next to it is not lost', (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });
});

describe('fromMinorUnits', () => {
  it.each([
    ['1055', 'USD', '10.55'],
    ['5', 'USD', '0.05'],
    ['1055', 'JPY', '1055'],
    ['1055', 'KWD', '1.055'],
    ['1055.5', 'USD', '10.555'],
  ])('converts %s %s to %s', (amount, currency, major) => {
    expect(fromMinorUnits(amount, currency)).toBe(major);
  });

  it('returns nothing if the currency has no known minor unit, or the amount is not a number', () => {
    expect(fromMinorUnits('1055', 'USDC')).toBeUndefined();
    expect(fromMinorUnits('lots', 'USD')).toBeUndefined();
  });
});
