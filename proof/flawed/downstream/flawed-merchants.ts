import { claimCheckout } from '../../../lib/app/rows/claim-checkout.ts';
import { isNews, mayShip } from '../../publishing/merchant.ts';
import { actingOnce, type ReceiveEvent } from '../../simulation/merchant/acting-once.ts';

/** Checks whether there is a parcel, and then ships. Two workers may check before one of them ships. */
const checksFirst: ReceiveEvent = async (shop, event) => {
  if (mayShip(event) && !(await shop.hasParcel(event.data))) await shop.shipAgain(event.data);
  await shop.store(event);
};

/** Ships what an event says, which may no longer be true. */
const believesTheEvent: ReceiveEvent = async (shop, event) => {
  if (mayShip(event)) await shop.ship(event.data);
  await shop.store(event);
};

const shipsOnAnything: ReceiveEvent = async (shop, event) => {
  await shop.ship(event.data);
  await shop.store(event);
};

/** Relies on the topic to drop repeated events, and on the queue to keep their order. */
export const trustsTheWindow: ReceiveEvent = async (shop, event) => {
  if (mayShip(event)) await shop.shipAgain(event.data);
  await shop.overwrite(event);
};

/** Claims and ships as documented, and stores whatever comes. */
const keepsNoSequence: ReceiveEvent = async (shop, event) => {
  if (mayShip(event) && (await shop.claim(event.data)).claimed) await shop.ship(event.data);
  await shop.overwrite(event);
};

/** Writes a claim of its own, on the condition that the state and the price are right, and on no other. */
const ignoresAttention: ReceiveEvent = async (shop, event) => {
  const { claims, purpose } = shop;
  const { checkoutId, provider } = event.data;
  const price = Number(shop.priceOf(event.data).amount);
  for (const row of await claims.reader.byId(checkoutId)) {
    if (row.kind !== 'readable' || row.checkout.provider !== provider) continue;
    const { state, details } = row.checkout;
    if (state !== 'succeeded' || Number(details.amount) !== price) continue;
    const claim = { at: new Date(claims.now()).toISOString(), id: claims.newId() };
    if (await claims.claims.claim(event.data, row.revision, purpose, claim)) await shop.ship(event.data);
  }
  await shop.store(event);
};

/** Claims without the price of the order. */
const ignoresThePrice: ReceiveEvent = async (shop, event) => {
  if (mayShip(event)) {
    const { checkoutId, provider } = event.data;
    const request = { checkoutId, provider, purpose: shop.purpose, as: 'the-order' };
    if ((await claimCheckout(shop.claims, request)).claimed) await shop.ship(event.data);
  }
  await shop.store(event);
};

/** Claims in no name, so after a crash it takes its own claim for that of somebody else who ships. */
const claimsInNoName: ReceiveEvent = async (shop, event) => {
  if (mayShip(event) && (await shop.claimAsAnybody(event.data)).claimed) await shop.ship(event.data);
  await shop.store(event);
};

/** Remembers an event before it acts on it. */
const storesFirst: ReceiveEvent = async (shop, event) => {
  if (!isNews(await shop.find(event), event)) return;
  await shop.store(event);
  await actingOnce({ ...shop, find: async () => undefined }, event);
};

/** Merchants with one mistake each. Everything else is the receiver that the documentation describes. */
export const flawedMerchants: Readonly<Record<string, ReceiveEvent>> = {
  'checks for a parcel, then ships, without a claim': checksFirst,
  'ships what the event says, without a claim': believesTheEvent,
  'ships on any event': shipsOnAnything,
  'claims whatever needs a person': ignoresAttention,
  'claims without the price': ignoresThePrice,
  'claims in no name': claimsInNoName,
  'remembers an event before it acts on it': storesFirst,
  'keeps no sequence': keepsNoSequence,
};
