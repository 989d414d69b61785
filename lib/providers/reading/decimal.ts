import { iso4217 } from './iso-4217.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST_SHIFT = 100;

/**
 * Returns a decimal number as plain text, without rounding: `1.5e-7` becomes `0.00000015`, `99.50` stays `99.50`.
 *
 * @param shift the number of places to move the decimal point to the right, or to the left if negative
 * @returns undefined when the text is not a decimal number, or when its exponent is beyond ±100: an absurd amount must
 *   not make the whole webhook fail
 */
export function plainDecimal(text: string, shift = 0): string | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = 0] = match;
  const places = Number(exponent) + shift;
  if (Math.abs(places) > LONGEST_SHIFT) return undefined;
  return sign + movePoint(whole, fraction, places);
}

function movePoint(whole: string, fraction: string, places: number): string {
  if (places >= 0) {
    const digits = fraction.padEnd(places, '0');
    return joinParts(whole + digits.slice(0, places), digits.slice(places));
  }
  const digits = whole.padStart(1 - places, '0');
  return joinParts(digits.slice(0, places), digits.slice(places) + fraction);
}

function joinParts(whole: string, fraction: string): string {
  const plainWhole = whole.replace(/^0+(?=\d)/, '');
  return fraction === '' ? plainWhole : `${plainWhole}.${fraction}`;
}

/** The digits of the minor unit by code. */
const minorDigits = new Map<string, number>();
for (const [digits, codes] of Object.entries(iso4217)) {
  for (const code of codes.split(/\s/)) minorDigits.set(code, Number(digits));
}

/**
 * Converts an amount in minor units (cents) to decimal text in the major unit: `1055` USD is `10.55`. The number of
 * digits is from ISO 4217 and not from `Intl`, which has none for HUF and IDR, and changes with the version of Node.
 *
 * @param currency in upper case
 * @param exceptions the digits of the currencies that the provider counts in another unit than ISO 4217
 * @returns undefined when the amount is not a number, or when the currency is in neither list
 */
export function fromMinorUnits(
  amount: string,
  currency: string,
  exceptions?: ReadonlyMap<string, number>,
): string | undefined {
  const digits = exceptions?.get(currency) ?? minorDigits.get(currency);
  return digits === undefined ? undefined : plainDecimal(amount, -digits);
}

/** Whether ISO 4217 lists the currency and defines a minor unit for it. */
export const hasMinorUnit = (currency: string): boolean => minorDigits.has(currency);
