import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { StoredCheckout } from '../../app/ports.ts';
import { type Checkout, checkoutOf } from '../../checkout/checkout.ts';
import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import { CheckoutState } from '../../checkout/state.ts';
import { isNonEmpty } from '../../values/non-empty.ts';
import { entryFrom, entryItem } from './history-item.ts';
import { stateShard } from './state-shard.ts';

/** A row: attributes by name. */
export type Row = Record<string, AttributeValue>;

/** The attribute that says when a state began, such as `succeededSince`. */
export const sinceAttribute = (state: CheckoutState): string => `${state}Since`;

/** Attributes that a row may have or lack. */
export const optionalAttributes: readonly string[] = [
  'amount',
  'currency',
  'reference',
  'transactionHash',
  ...CheckoutState.options.map(sinceAttribute),
];

export const keyItem = ({ checkoutId, provider }: CheckoutKey): Row => ({
  checkoutId: { S: checkoutId },
  provider: { S: provider },
});

/** What a row says of its checkout, apart from key, history and revision: all of it derived from the history. */
export function derivedItem(checkout: Checkout, shards: number): Row {
  const { details, stateTimes } = checkout;
  const times = CheckoutState.options.map((state) => [sinceAttribute(state), stateTimes[state]] as const);
  const texts = Object.entries({ ...details, ...Object.fromEntries(times) });
  return {
    status: { S: checkout.status },
    state: { S: checkout.state },
    since: { S: checkout.since },
    stateShard: { S: stateShard(checkout.state, checkout.checkoutId, shards) },
    position: { S: checkout.position },
    ...Object.fromEntries(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, { S: text }]]))),
  };
}

export const historyItem = (history: Checkout['history']): AttributeValue => ({ L: history.map(entryItem) });

const StoredItem = z.object({
  checkoutId: z.object({ S: z.string() }),
  provider: z.object({ S: z.string() }),
  revision: z.object({ N: z.string() }),
  history: z.object({ L: z.array(z.custom<AttributeValue>()) }),
});

/**
 * The checkout that a row holds. Only key, revision and history are read: the rest follows from the history.
 * @throws ZodError when the item is no row of ours
 */
export function storedCheckoutFrom(item: Row): StoredCheckout {
  const { checkoutId, provider, revision, history } = z.parse(StoredItem, item);
  const entries = history.L.map(entryFrom);
  if (!isNonEmpty(entries)) throw new TypeError(`The row of ${checkoutId.S} has no history.`);
  const key = { checkoutId: checkoutId.S, provider: provider.S };
  return { checkout: checkoutOf(key, entries), revision: Number(revision.N) };
}
