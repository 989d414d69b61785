import type { ClaimCheckouts } from 'checkout-webhooks';
import type { Carrier } from './carrier.ts';
import type { DueOrder, Orders } from './orders.ts';

export interface Shipping {
  readonly orders: Orders;
  readonly checkouts: ClaimCheckouts;
  readonly carrier: Carrier;
}

const AT_A_TIME = 10;

/** Ships what is due. An order whose claim or parcel fails is still due, and holds up no other one. */
export async function shipDue(shipping: Shipping): Promise<void> {
  let last: DueOrder | undefined;
  do {
    const due = shipping.orders.due(AT_A_TIME, last?.id);
    const shipped = await Promise.allSettled(due.map((order) => shipOne(shipping, order)));
    for (const result of shipped) if (result.status === 'rejected') console.error(result.reason);
    last = due.at(-1);
  } while (last);
}

/**
 * Ships an order exactly once, wherever the process dies. After its death, the next process starts here again. It may
 * claim again because it claims as the same order, and the carrier makes one parcel of both requests.
 */
async function shipOne({ orders, checkouts, carrier }: Shipping, order: DueOrder): Promise<void> {
  const { id, checkoutId, provider, amount, currency } = order;
  const claim = await checkouts.claim(checkoutId, 'ship', { amount, currency }, { as: id, provider });
  if (!claim.claimed) return orders.hold(order, claim.reason);
  const parcel = await carrier.ship(id);
  orders.shipped(order, parcel);
}
