import { DETAIL_LENGTH } from '../checkout/details.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST_SHIFT = 100;

/**
 * A decimal number as plain text, exact: `1.5e-7` becomes `0.00000015`, `99.50` stays `99.50`.
 *
 * @param shift moves the decimal point to the right by so many places (negative: to the left)
 * @returns undefined when the text is no decimal number, its exponent is absurd (over ±100), or it has more digits
 *   than a detail may have: an amount that nobody means must not cost us the status beside it
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
 * An amount in minor units (cents) as decimal text in the major unit: `1055` USD is `10.55`.
 * The number of minor digits is the currency's own (ISO 4217, as `Intl` has it): JPY has none.
 *
 * @param currency upper case
 * @returns undefined when the amount is no number, or the currency is no ISO code, so that its minor unit is unknown
 */
export function fromMinorUnits(amount: string, currency: string): string | undefined {
  if (!CURRENCY_CODE.test(currency)) return undefined;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return plainDecimal(amount, -maximumFractionDigits);
}
