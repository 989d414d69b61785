import { type ClaimRefusal, claimRefusal, type ExpectedPrice, purposeProblem } from '../../checkout/claim.ts';
import type { Provider } from '../../providers/provider.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import { type CheckoutReader, type ClaimStore, PortFault } from '../ports.ts';
import { findOne, keyIn, viewFound } from '../read-checkouts.ts';

interface ClaimRequest {
  readonly checkoutId: string;
  readonly purpose: string;
  /** The price of the merchant's order. Without it, the amount is not compared. */
  readonly expected?: ExpectedPrice;
  readonly provider?: string;
}

/** The answer to a claim. It is claimed for exactly one of all calls with the same checkout and purpose. */
export type Claim =
  | { readonly claimed: true; readonly at: string }
  | { readonly claimed: false; readonly reason: ClaimRefusal };

export interface ClaimDependencies {
  readonly reader: Pick<CheckoutReader, 'byId'>;
  readonly claims: ClaimStore;
  readonly findProvider: (name: string) => Provider | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Returns a text that no other call returns. */
  readonly newId: () => string;
}

/** Each try after the first follows a webhook that was applied in between. */
const MOST_TRIES = 20;

/**
 * Claims a checkout for one purpose, so that exactly one of all who ask acts on it: only while it has succeeded, nothing
 * about it needs a person and its price is as expected. What is seen is judged, and one conditional write claims it only
 * if the row is still the one that was seen.
 *
 * @throws TypeError for a purpose that is not a name
 * @throws PortFault when it is not known whether the checkout is claimed: ask again
 */
export async function claimCheckout(dependencies: ClaimDependencies, request: ClaimRequest): Promise<Claim> {
  const { reader, claims, findProvider, now, newId } = dependencies;
  const { checkoutId, purpose, expected, provider } = request;
  const problem = purposeProblem(purpose);
  if (problem !== undefined) throw new TypeError(problem);
  const mine = { at: new Date(now()).toISOString(), id: newId() };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = findOne(await reader.byId(checkoutId), checkoutId, provider);
    // The SDK repeats a write whose answer was lost. The repetition is refused, although the write was ours.
    if (found?.kind === 'readable' && found.claims?.[purpose]?.id === mine.id)
      return { claimed: true, at: mine.at };
    const reason = claimRefusal(found && viewFound(found, findProvider), purpose, expected);
    if (reason !== undefined) return { claimed: false, reason };
    if (found?.kind !== 'readable')
      throw new PortFault('The row cannot be read: a newer version may have written it.');
    if (await claims.claim(keyIn(found), found.revision, purpose, mine))
      return { claimed: true, at: mine.at };
  }
  throw new PortFault(`The row of ${checkoutId} changed ${MOST_TRIES} times during the claim.`);
}

/** The way in which a merchant's code acts on a checkout exactly once. */
export interface ClaimCheckouts {
  /**
   * Claims a checkout for a purpose of yours, such as `ship`. Of all calls with the same checkout and purpose, exactly one
   * is told that it is claimed: ship then, and only then. A checkout is claimed only while it has succeeded, nothing about
   * it needs a person, and the price is that of your order: `100.0` is `100`.
   *
   * @param provider needed only if two providers use the same id
   * @throws PortFault when it is not known whether it is claimed: ask again
   */
  claim(checkoutId: string, purpose: string, expected: ExpectedPrice, provider?: string): Promise<Claim>;
}

export const claimCheckouts = (dependencies: ClaimDependencies): ClaimCheckouts => ({
  claim: (checkoutId, purpose, expected, provider) =>
    claimCheckout(dependencies, withoutUndefined({ checkoutId, purpose, expected, provider })),
});
