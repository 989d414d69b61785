import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutState } from '../checkout/state.ts';
import { packText, unpackText } from './packed-text.ts';
import { packTime, unpackTime } from './packed-time.ts';

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

const nothing: AttributeValue = { NULL: true };

/**
 * A history entry as the table holds it: a list of values, each in its place. A write is charged by the whole
 * kilobyte of the row, and as a map with names an entry is twice as large: here a checkout with four events and
 * UUIDs for ids stays within one kilobyte. People read the row's own attributes, or the history through the view.
 *
 * Rows hold these places: a new one goes to the end. Empty ones at the end are left out.
 */
export function entryItem(entry: HistoryEntry): AttributeValue {
  const { details } = entry;
  const places = [
    packText(entry.eventId),
    { S: entry.status },
    { N: stateDigits[entry.state] },
    { N: String(entry.rank) },
    { N: String(Date.parse(entry.receivedAt)) },
    entry.updatedAt === undefined ? nothing : packTime(entry.updatedAt),
    entry.deliveryId === undefined ? nothing : packText(entry.deliveryId),
    details.amount === undefined ? nothing : { S: details.amount },
    details.currency === undefined ? nothing : { S: details.currency },
    details.reference === undefined ? nothing : packText(details.reference),
    details.transactionHash === undefined ? nothing : packText(details.transactionHash),
  ];
  return { L: places.slice(0, places.findLastIndex((place) => place !== nothing) + 1) };
}

const Place = z.object({
  S: z.exactOptional(z.string()),
  N: z.exactOptional(z.string()),
  B: z.exactOptional(z.instanceof(Uint8Array)),
});
const EntryItem = z.object({ L: z.array(Place) });

const empty: z.infer<typeof Place> = {};

/**
 * The entry that a table's item holds; parsed on the way out too, because anyone can write to a table.
 * @throws ZodError when the item is none
 */
export function entryFrom(item: AttributeValue): HistoryEntry {
  const [
    eventId = empty,
    status,
    state,
    rank,
    receivedAt,
    updatedAt = empty,
    deliveryId = empty,
    ...details
  ] = z.parse(EntryItem, item).L;
  return z.parse(HistoryEntry, {
    eventId: unpackText(eventId),
    status: status?.S,
    state: stateOf(state?.N),
    rank: Number(rank?.N),
    receivedAt: new Date(Number(receivedAt?.N)).toISOString(),
    ...present({ updatedAt: unpackTime(updatedAt), deliveryId: unpackText(deliveryId) }),
    details: detailsFrom(details),
  });
}

const stateOf = (digit: string | undefined): string | undefined =>
  Object.entries(stateDigits).find(([, each]) => each === digit)?.[0];

function detailsFrom(places: readonly z.infer<typeof Place>[]): Partial<Record<string, string>> {
  const [amount, currency, reference, transactionHash] = places.map(unpackText);
  return present({ amount, currency, reference, transactionHash });
}

const present = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
