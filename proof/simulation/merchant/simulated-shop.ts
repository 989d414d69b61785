import { type Claim, type ClaimDependencies, claimCheckout } from '../../../lib/app/rows/claim-checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { ExpectedPrice } from '../../../lib/checkout/claim.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import { rowName } from '../../kit/row-name.ts';
import { isNews, type Seen, seenIn } from '../../publishing/merchant.ts';
import type { Actor } from '../actors/actor.ts';
import type { EventQueue } from '../simulated/event-queue.ts';
import type { Setting } from '../world/setting.ts';
import type { ShopPort } from './acting-once.ts';

/** A subscriber: its queue, its database, its parcels, and what it claims a checkout for. */
export class SimulatedShop {
  readonly purpose: string;
  readonly queue: EventQueue;
  /** Checkouts whose claim was last refused because the price was another one. */
  readonly refusedForPrice = new Set<string>();
  readonly #setting: Setting;
  readonly #priceOf: (key: CheckoutKey) => ExpectedPrice;
  readonly #known = new Map<string, Seen>();
  readonly #parcels = new Map<string, number>();

  constructor(
    setting: Setting,
    purpose: string,
    queue: EventQueue,
    priceOf: (key: CheckoutKey) => ExpectedPrice,
  ) {
    this.#setting = setting;
    this.purpose = purpose;
    this.queue = queue;
    this.#priceOf = priceOf;
  }

  get state(): unknown {
    const refused = [...this.refusedForPrice].toSorted();
    return [this.queue.state, [...this.#known].toSorted(), [...this.#parcels].toSorted(), refused];
  }

  /** The number of parcels. */
  get shipped(): number {
    let shipped = 0;
    for (const count of this.#parcels.values()) shipped += count;
    return shipped;
  }

  parcelsOf(key: CheckoutKey): number {
    return this.#parcels.get(rowName(key)) ?? 0;
  }

  knownOf(key: CheckoutKey): Seen | undefined {
    return this.#known.get(rowName(key));
  }

  priceOf(key: CheckoutKey): ExpectedPrice {
    return this.#priceOf(key);
  }

  /** Every call may fail, before or after its effect, and the worker may die there. */
  portOf(actor: Actor): ShopPort {
    const { scheduler, judge, table, receiver, clock } = this.#setting;
    const call = <T>(name: string, key: CheckoutKey, effect: () => Promise<T> | T) =>
      scheduler.call(actor, { name: `${name} ${this.purpose}`, about: rowName(key) }, effect);
    const claims = {
      ...table.claimPortOf(actor, (row) =>
        judge.claims.sawClaim(this.purpose, row, this.#priceOf(row.checkout)),
      ),
      findProvider: receiver.findProvider,
      now: () => clock.now,
      newId: () => actor.name,
    };
    return {
      purpose: this.purpose,
      claims,
      priceOf: (key) => this.#priceOf(key),
      claim: (key) => this.#claim(claims, key, 'the-order'),
      claimAsAnybody: (key) => this.#claim(claims, key),
      find: ({ data }) => call('find', data, () => this.#known.get(rowName(data))),
      store: (event) => call('commit', event.data, () => this.#store(event, false)),
      overwrite: (event) => call('commit', event.data, () => this.#store(event, true)),
      hasParcel: (key) => call('look for a parcel', key, () => this.parcelsOf(key) > 0),
      ship: (key) => call('ship', key, () => this.#ship(key, false)),
      shipAgain: (key) => call('ship', key, () => this.#ship(key, true)),
    };
  }

  async #claim(claims: ClaimDependencies, key: CheckoutKey, as?: string): Promise<Claim> {
    const { purpose } = this;
    const { checkoutId, provider } = key;
    const request = { checkoutId, provider, purpose, expected: this.#priceOf(key) };
    const claim = await claimCheckout(claims, as === undefined ? request : { ...request, as });
    const isOtherPrice = !claim.claimed && claim.reason === 'amount_differs';
    if (isOtherPrice) this.refusedForPrice.add(rowName(key));
    else this.refusedForPrice.delete(rowName(key));
    return claim;
  }

  #store(event: ChangeEvent, isOverwriting: boolean): void {
    const name = rowName(event.data);
    if (isOverwriting || isNews(this.#known.get(name), event)) this.#known.set(name, seenIn(event));
  }

  async #ship(key: CheckoutKey, isAgain: boolean): Promise<void> {
    if (this.parcelsOf(key) > 0 && !isAgain) return;
    this.#parcels.set(rowName(key), this.parcelsOf(key) + 1);
    const row = await this.#setting.table.read(key);
    this.#setting.judge.claims.sawParcel(this.purpose, key, row, this.#priceOf(key));
  }
}
