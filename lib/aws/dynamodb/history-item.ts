import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { HistoryEntry } from '../../checkout/checkout-event.ts';
import type { CheckoutState } from '../../checkout/state.ts';
import { packPlaces, unpackPlaces } from './packed-places.ts';

/** Digits for the states, for good: rows hold them. */
const stateDigits = {
  pending: '1',
  processing: '2',
  succeeded: '3',
  failed: '4',
  expired: '5',
  review: '6',
  refunded: '7',
  unknown: '8',
} as const satisfies Record<CheckoutState, string>;

/**
 * A history entry as the table holds it: one value of bytes, texts each in its place. A write is charged by the whole
 * kilobyte of the row, and as a map with names an entry is twice as large: here a checkout with four events and
 * UUIDs for ids stays within one kilobyte. And one value for each event keeps long histories quick. People read the
 * row's own attributes, or the history through the view.
 *
 * Rows hold these places: a new one goes to the end. Empty ones at the end are left out.
 */
export function entryItem(entry: HistoryEntry): AttributeValue {
  const { details } = entry;
  const places = [
    entry.eventId,
    entry.status,
    stateDigits[entry.state],
    String(entry.rank),
    entry.receivedAt,
    entry.updatedAt,
    entry.deliveryId,
    details.amount,
    details.currency,
    details.reference,
    details.transactionHash,
  ];
  return { B: packPlaces(places.slice(0, places.findLastIndex((place) => place !== undefined) + 1)) };
}

const EntryItem = z.object({ B: z.instanceof(Uint8Array) });

/**
 * The entry that a table's item holds; parsed on the way out too, because anyone can write to a table.
 * @throws ZodError or RangeError when the item is none
 */
export function entryFrom(item: AttributeValue): HistoryEntry {
  const [eventId, status, state, rank, receivedAt, updatedAt, deliveryId, ...details] = unpackPlaces(
    z.parse(EntryItem, item).B,
  );
  const [amount, currency, reference, transactionHash] = details;
  return z.parse(HistoryEntry, {
    ...{ eventId, status, state: stateOf(state), rank: Number(rank), receivedAt },
    ...present({ updatedAt, deliveryId }),
    details: present({ amount, currency, reference, transactionHash }),
  });
}

const stateOf = (digit: string | undefined): string | undefined =>
  Object.entries(stateDigits).find(([, each]) => each === digit)?.[0];

const present = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
