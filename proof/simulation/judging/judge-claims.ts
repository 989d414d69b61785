import type { StoredCheckout } from '../../../lib/app/ports.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { ExpectedPrice } from '../../../lib/checkout/claim.ts';
import { waitingKinds } from '../../../lib/checkout/transition.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { rowName } from '../../kit/row-name.ts';
import type { CheckName } from './check-name.ts';

type ObjectTo = (check: CheckName, what: string) => void;

/** Watches what merchants claim and ship. */
export class ClaimJudge {
  readonly #object: ObjectTo;
  /** The names of the claimed checkouts, by purpose. */
  readonly #claimed = new Map<string, Set<string>>();
  readonly #parcels = new Map<string, number>();

  constructor(object: ObjectTo) {
    this.#object = object;
  }

  get state(): unknown {
    return [...this.#claimed].map(([purpose, keys]) => [purpose, [...keys].toSorted()]).toSorted();
  }

  /** The number of checkouts that were claimed for a purpose. */
  claimedFor(purpose: string): number {
    return this.#claimed.get(purpose)?.size ?? 0;
  }

  /** A row was claimed. @param row as the claim found it */
  sawClaim(purpose: string, row: StoredCheckout, price: ExpectedPrice): void {
    const { checkoutId } = row.checkout;
    const problem = unpaid(row, price);
    if (problem !== undefined) this.#object('I11', `${checkoutId} is claimed, and ${problem}.`);
    const claimed = this.#claimed.get(purpose) ?? new Set();
    if (claimed.has(rowName(row.checkout)))
      this.#object('I11', `${checkoutId} is claimed twice for ${purpose}.`);
    this.#claimed.set(purpose, claimed.add(rowName(row.checkout)));
  }

  /** A parcel was created. @param row as it is now, for a parcel that was not claimed before */
  sawParcel(purpose: string, key: CheckoutKey, row: StoredCheckout | undefined, price: ExpectedPrice): void {
    const name = `${purpose} ${rowName(key)}`;
    const count = (this.#parcels.get(name) ?? 0) + 1;
    this.#parcels.set(name, count);
    if (count > 1) this.#object('I11', `${key.checkoutId} is shipped ${count} times.`);
    if (this.#claimed.get(purpose)?.has(rowName(key))) return;
    const problem = row ? unpaid(row, price) : 'has no row';
    if (problem !== undefined) this.#object('I11', `${key.checkoutId} is shipped, and ${problem}.`);
  }

  /** A row was written. Whoever wrote it, the claims in it stay. */
  sawWrite(before: StoredCheckout | undefined, after: StoredCheckout): void {
    for (const [purpose, { id }] of Object.entries(before?.claims ?? {})) {
      if (after.claims?.[purpose]?.id === id) continue;
      this.#object('I12', `The claim of ${after.checkout.checkoutId} for ${purpose} is gone.`);
    }
  }
}

/** Says why nothing may be shipped for a row; undefined if it is paid. It compares amounts as numbers, not as lib does. */
export function unpaid(row: StoredCheckout, price: ExpectedPrice): string | undefined {
  const { state, details } = row.checkout;
  if (state !== 'succeeded') return `its state is ${state}`;
  const waiting = waitingKinds(row, attentionPolicy(findProvider, row.checkout));
  if (waiting.length > 0) return `a person must look at it: ${waiting.join(', ')}`;
  const isSame = Number(details.amount) === Number(price.amount) && details.currency === price.currency;
  return isSame ? undefined : `its price is ${details.amount} and not ${price.amount}`;
}
