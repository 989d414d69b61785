import { describe, expect, it } from 'vitest';
import { fromMinorUnits, plainDecimal } from '../../lib/providers/decimal.ts';

describe('A decimal', () => {
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
  ])('%s is %s, digit for digit', (text, plain) => {
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
  ])('%j is none', (text) => {
    expect(plainDecimal(text)).toBeUndefined();
  });
});

describe('A decimal of more digits than a detail may have', () => {
  it.each([
    ['9'.repeat(256), '9'.repeat(256)],
    ['9'.repeat(257), undefined],
    [`${'9'.repeat(200)}e57`, undefined],
    [`0.${'3'.repeat(255)}`, undefined],
  ])('is none (%#): the status beside it must not be lost for it', (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });
});

describe('An amount in minor units', () => {
  it.each([
    ['1055', 'USD', '10.55'],
    ['5', 'USD', '0.05'],
    ['1055', 'JPY', '1055'],
    ['1055', 'KWD', '1.055'],
    ['1055.5', 'USD', '10.555'],
  ])('%s %s is %s', (amount, currency, major) => {
    expect(fromMinorUnits(amount, currency)).toBe(major);
  });

  it('is not guessed where the minor unit is not known', () => {
    expect(fromMinorUnits('1055', 'USDC')).toBeUndefined();
    expect(fromMinorUnits('lots', 'USD')).toBeUndefined();
  });
});
