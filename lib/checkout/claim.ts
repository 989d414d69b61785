import type { CheckoutView } from './view.ts';

/** What a claim is for, such as `ship`. Each purpose of a checkout can be claimed once. */
export const CLAIM_PURPOSE = /^[a-z][a-z0-9_-]{0,31}$/;

/** Returns a sentence about what is wrong with a purpose; undefined if it can be used. */
export const purposeProblem = (purpose: string): string | undefined =>
  CLAIM_PURPOSE.test(purpose)
    ? undefined
    : `${JSON.stringify(purpose)} is not a purpose. Use up to 32 lower-case letters, digits, - and _, such as ship.`;

const CLAIMANT = /^[!-~]{1,128}$/;

/** Returns a sentence about what is wrong with the name of who claims; undefined if it can be used. */
export const claimantProblem = (claimant: string): string | undefined =>
  CLAIMANT.test(claimant)
    ? undefined
    : `${JSON.stringify(claimant)} cannot name who claims. Use up to 128 ASCII characters without spaces, such as order-1001.`;

/** The price of the merchant's own order. */
export interface ExpectedPrice {
  /** Decimal text in the currency's major unit. */
  readonly amount: string;
  readonly currency: string;
}

/** Why a checkout cannot be claimed: the first that applies, in this order. */
export type ClaimRefusal =
  | 'not_found'
  | 'already_claimed'
  | 'not_succeeded'
  | 'needs_attention'
  /** The amount or the currency is another one, or the provider has sent none. */
  | 'amount_differs';

/**
 * Returns why a checkout cannot be claimed; undefined if it can be.
 * @param expected without it, the amount is not compared
 */
export function claimRefusal(
  view: CheckoutView | undefined,
  purpose: string,
  expected: ExpectedPrice | undefined,
): ClaimRefusal | undefined {
  if (!view) return 'not_found';
  if (view.claims.some((claim) => claim.purpose === purpose)) return 'already_claimed';
  if (view.state !== 'succeeded') return 'not_succeeded';
  if (view.attention.length > 0) return 'needs_attention';
  if (expected === undefined) return undefined;
  const isSame =
    isSameDecimal(view.amount, expected.amount) && isSameCurrency(view.currency, expected.currency);
  return isSame ? undefined : 'amount_differs';
}

const isSameCurrency = (stored: string | null, expected: string): boolean =>
  stored !== null && stored.toUpperCase() === expected.toUpperCase();

function isSameDecimal(stored: string | null, expected: string): boolean {
  const text = stored === null ? undefined : shortestDecimal(stored);
  return text !== undefined && text === shortestDecimal(expected);
}

const DECIMAL = /^0*(\d+)(?:\.(\d+?)0*)?$/;

/** `0100.0` is `100`. Undefined when the text is not a decimal number without a sign. */
function shortestDecimal(text: string): string | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  return fraction === '' || fraction === '0' ? whole : `${whole}.${fraction}`;
}
