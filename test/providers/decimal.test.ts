import { describe, expect, it } from 'vitest';
import { fromMinorUnits, hasMinorUnit, plainDecimal } from '../../lib/providers/reading/decimal.ts';

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

// What does not fit into a row is dropped later, and reported: see test/app.
it('plainDecimal keeps more digits than a row can hold', () => {
  expect(plainDecimal('9'.repeat(257))).toBe('9'.repeat(257));
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

  // Intl, which was asked before, says that these have no minor unit.
  it.each([
    ...['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK'],
    ...['LBP', 'MGA', 'MMK', 'PKR', 'SOS', 'SYP', 'YER'],
  ])('gives %s the two digits of ISO 4217', (currency) => {
    expect(fromMinorUnits('1055', currency)).toBe('10.55');
  });

  it('gives IQD the three digits of ISO 4217', () => {
    expect(fromMinorUnits('1055', 'IQD')).toBe('1.055');
  });

  it.each(['ETH', 'BTC', 'SOL', 'POL', 'XXQ', 'USDC', 'usd', '', 'USD EUR'])(
    'does not guess the minor unit of %j, which is not a code of ISO 4217',
    (currency) => {
      expect(fromMinorUnits('1055', currency)).toBeUndefined();
      expect(hasMinorUnit(currency)).toBe(false);
    },
  );

  it.each(['XAU', 'XDR', 'XTS', 'XXX'])('knows that %s has no minor unit', (currency) => {
    expect(fromMinorUnits('1055', currency)).toBeUndefined();
  });

  it('returns nothing if the amount is not a number', () => {
    expect(fromMinorUnits('lots', 'USD')).toBeUndefined();
  });
});
