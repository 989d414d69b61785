import type { Claim, ClaimDependencies } from '../../../lib/app/rows/claim-checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { ExpectedPrice } from '../../../lib/checkout/claim.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import { isNews, mayShip, type Seen } from '../../publishing/merchant.ts';

/** What the merchant's code works with: its own database, and the claims of the service. */
export interface ShopPort {
  /** What a claim of this shop is for. */
  readonly purpose: string;
  readonly claims: ClaimDependencies;
  priceOf(key: CheckoutKey): ExpectedPrice;
  /** Claims with the price of the order, in the name of the order. */
  claim(key: CheckoutKey): Promise<Claim>;
  /** Claims in a name of this call alone. */
  claimAsAnybody(key: CheckoutKey): Promise<Claim>;
  /** Returns the checkout as the last event that was applied has it. */
  find(event: ChangeEvent): Promise<Seen | undefined>;
  /** Stores the checkout as an event has it, if no later one has been applied in the meantime. */
  store(event: ChangeEvent): Promise<void>;
  /** Stores the checkout as an event has it, whatever was stored before. */
  overwrite(event: ChangeEvent): Promise<void>;
  hasParcel(key: CheckoutKey): Promise<boolean>;
  /** Creates the parcel of a checkout, unless it has one: the id of the checkout is its key. */
  ship(key: CheckoutKey): Promise<void>;
  /** Creates one more parcel. */
  shipAgain(key: CheckoutKey): Promise<void>;
}

/** The code that receives an event. The event comes again until this resolves. */
export type ReceiveEvent = (shop: ShopPort, event: ChangeEvent) => Promise<void>;

/**
 * The receiver that the documentation describes: it ignores what is not later than what it knows, and claims before it
 * ships. After a crash in between, the event comes again and the same order claims again.
 */
export const actingOnce: ReceiveEvent = async (shop, event) => {
  if (!isNews(await shop.find(event), event)) return;
  if (mayShip(event) && (await shop.claim(event.data)).claimed) await shop.ship(event.data);
  await shop.store(event);
};
