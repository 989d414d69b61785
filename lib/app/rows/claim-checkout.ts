import {
  type ClaimRefusal,
  claimantProblem,
  claimRefusal,
  type ExpectedPrice,
  purposeProblem,
} from '../../checkout/claim.ts';
import type { StoredClaim } from '../../checkout/rows/checkout-row.ts';
import type { CheckoutView } from '../../checkout/view.ts';
import type { Provider } from '../../providers/provider.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import { type CheckoutReader, type ClaimStore, type FoundCheckout, PortFault } from '../ports.ts';
import { findOne, keyIn, viewFound } from '../read-checkouts.ts';

interface ClaimRequest {
  readonly checkoutId: string;
  readonly purpose: string;
  /** The price of the merchant's order. Without it, the amount is not compared. */
  readonly expected?: ExpectedPrice;
  readonly provider?: string;
  /** Who claims. By default every call is somebody else. */
  readonly as?: string;
}

/** The answer to a claim. It is claimed for exactly one of all who ask with the same checkout and purpose. */
export type Claim =
  | {
      readonly claimed: true;
      /** When it was claimed first (UTC). */
      readonly at: string;
    }
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
 * @throws TypeError for a purpose that is not a name, or a claimant that cannot be stored
 * @throws PortFault when it is not known whether the checkout is claimed: ask again
 */
export async function claimCheckout(dependencies: ClaimDependencies, request: ClaimRequest): Promise<Claim> {
  const { reader, claims, findProvider, now, newId } = dependencies;
  const { checkoutId, purpose, expected, provider, as } = request;
  const problem = purposeProblem(purpose) ?? (as === undefined ? undefined : claimantProblem(as));
  if (problem !== undefined) throw new TypeError(problem);
  const mine = { at: new Date(now()).toISOString(), id: as ?? newId() };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = findOne(await reader.byId(checkoutId), checkoutId, provider);
    const own = ownClaim(found, purpose, mine.id);
    // The SDK repeats a write whose answer was lost. The repetition is refused, although the write was ours.
    if (own && tries > 0) return { claimed: true, at: own.at };
    const view = found && viewFound(found, findProvider);
    // A claim of an earlier call is judged again, because a contradiction may have arrived since.
    const reason = claimRefusal(own && view ? withoutClaim(view, purpose) : view, purpose, expected);
    if (reason !== undefined) return { claimed: false, reason };
    if (own) return { claimed: true, at: own.at };
    if (found?.kind !== 'readable')
      throw new PortFault('The row cannot be read: a newer version may have written it.');
    if (await claims.claim(keyIn(found), found.revision, purpose, mine))
      return { claimed: true, at: mine.at };
  }
  throw new PortFault(`The row of ${checkoutId} changed ${MOST_TRIES} times during the claim.`);
}

function ownClaim(found: FoundCheckout | undefined, purpose: string, id: string): StoredClaim | undefined {
  const claim = found?.kind === 'readable' ? found.claims?.[purpose] : undefined;
  return claim?.id === id ? claim : undefined;
}

const withoutClaim = (view: CheckoutView, purpose: string): CheckoutView => ({
  ...view,
  claims: view.claims.filter((claim) => claim.purpose !== purpose),
});

/** How to claim. */
export interface ClaimOptions {
  /** Needed only if two providers use the same id. */
  readonly provider?: string;
  /**
   * Who claims, such as the id of your order: up to 128 ASCII characters without spaces. The same claimant may claim
   * again, after a crash or a lost answer, and is told again that it is claimed, unless the checkout needs a person now.
   * By default every call is somebody else.
   */
  readonly as?: string;
}

/** The way in which a merchant's code acts on a checkout exactly once. */
export interface ClaimCheckouts {
  /**
   * Claims a checkout for a purpose of yours, such as `ship`. Of all who claim the same checkout for the same purpose,
   * exactly one is told that it is claimed: ship then, and only then. A checkout is claimed only while it has succeeded,
   * nothing about it needs a person, and the price is that of your order: `100.0` is `100`.
   *
   * @throws TypeError for a purpose or a claimant that cannot be stored
   * @throws PortFault when it is not known whether it is claimed: ask again, with the same `as`
   */
  claim(checkoutId: string, purpose: string, expected: ExpectedPrice, options?: ClaimOptions): Promise<Claim>;
}

export const claimCheckouts = (dependencies: ClaimDependencies): ClaimCheckouts => ({
  claim: (checkoutId, purpose, expected, { provider, as } = {}) =>
    claimCheckout(dependencies, withoutUndefined({ checkoutId, purpose, expected, provider, as })),
});
