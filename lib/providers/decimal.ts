import { DETAIL_LENGTH } from '../checkout/details.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST_SHIFT = 100;

/**
 * Returns a decimal number as plain text, without rounding: `1.5e-7` becomes `0.00000015`, `99.50` stays `99.50`.
 *
 * @param shift the number of places to move the decimal point to the right, or to the left if negative
 * @returns undefined when the text is not a decimal number, when its exponent is beyond ±100, or when it has more
 *   digits than a detail may have. An absurd amount must not make the whole webhook fail
 */
export function plainDecimal(text: string, shift = 0): string | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const places = Number(exponent) + shift;
  if (Math.abs(places) > LONGEST_SHIFT) return undefined;
  const plain = sign + movePoint(whole, fraction, places);
  return plain.length <= DETAIL_LENGTH ? plain : undefined;
}

function movePoint(whole: string, fraction: string, places: number): string {
  if (places === 0) return joinParts(whole, fraction);
  if (places > 0) {
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

const CURRENCY_CODE = /^[A-Z]{3}$/;

/**
 * Converts an amount in minor units (cents) to decimal text in the major unit: `1055` USD is `10.55`. The number of
 * digits depends on the currency (ISO 4217, from `Intl`): JPY has none.
 *
 * @param currency in upper case
 * @returns undefined when the amount is not a number, or when the currency is not an ISO code
 */
export function fromMinorUnits(amount: string, currency: string): string | undefined {
  if (!CURRENCY_CODE.test(currency)) return undefined;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return plainDecimal(amount, -maximumFractionDigits);
}
