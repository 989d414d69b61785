import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { HistoryEntry } from '../../../checkout/checkout-event.ts';
import type { EventOrder } from '../../../checkout/position.ts';
import type { CheckoutState } from '../../../checkout/state.ts';
import { withoutUndefined } from '../../../values/without-undefined.ts';
import { packPlaces, unpackPlaces } from './packed-places.ts';

/**
 * The first byte of an entry: the version of its form. Rows hold these bytes, so a version never changes its meaning.
 * Entries of before there were versions begin with the length of the event id, which is below all of them.
 */
const VERSION_1 = 0xe1;
const LOWEST_VERSION = 0xe0;
const HIGHEST_VERSION = 0xef;

/** One digit per state. Rows hold them, so they never change. */
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

const orderDigits = { rank: '1', last: '2' } as const satisfies Record<EventOrder, string>;

/** How many places this version knows. */
const KNOWN_PLACES = 16;

/**
 * A history entry as the table stores it: one value of bytes, with a version and then texts, each in its place. A write is
 * charged by the whole kilobyte of the row, and a map with names would be twice as large: in this form a checkout with
 * four events and UUIDs for ids stays within one kilobyte. One value per event also keeps long histories fast.
 *
 * Rows hold these places: a new one is added at the end. Empty places at the end are left out. docs/table.md describes
 * the bytes for readers in other languages.
 */
export function entryItem(entry: HistoryEntry): AttributeValue {
  const { details, order, foreign } = entry;
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
    details.amountReceived,
    details.currencyReceived,
    details.rawAmount,
    details.rawCurrency,
    order && orderDigits[order],
  ];
  const used = places.findLastIndex((place) => place !== undefined) + 1;
  if (foreign === undefined)
    return { B: Buffer.concat([Buffer.of(VERSION_1), packPlaces(places.slice(0, used))]) };
  const [version = VERSION_1, ...rest] = Buffer.from(foreign, 'base64');
  return { B: Buffer.concat([Buffer.of(version), packPlaces(places), Buffer.from(rest)]) };
}

const EntryItem = z.object({ B: z.instanceof(Uint8Array) });

/**
 * Returns the entry that an item of the table holds. It is parsed on the way out too, because anyone can write to a
 * table. Places that a newer version added at the end are kept as they are.
 *
 * @throws ZodError or RangeError when the item is not an entry, or says something that only a newer version knows
 */
export function entryFrom(item: AttributeValue): HistoryEntry {
  const { B: bytes } = z.parse(EntryItem, item);
  const version = bytes[0] ?? 0;
  const isVersioned = version >= LOWEST_VERSION && version <= HIGHEST_VERSION;
  const { places, rest } = unpackPlaces(isVersioned ? bytes.subarray(1) : bytes, KNOWN_PLACES);
  const [eventId, status, state, rank, receivedAt, updatedAt, deliveryId, ...details] = places;
  const [amount, currency, reference, transactionHash, ...more] = details;
  const [amountReceived, currencyReceived, rawAmount, rawCurrency, order] = more;
  const isForeign = rest.length > 0 || version > VERSION_1;
  return z.parse(
    HistoryEntry,
    withoutUndefined({
      eventId,
      status,
      state: nameOf(stateDigits, state),
      rank: Number(rank),
      receivedAt,
      updatedAt,
      order: order === undefined ? undefined : (nameOf(orderDigits, order) ?? order),
      deliveryId,
      details: withoutUndefined({
        amount,
        currency,
        reference,
        transactionHash,
        amountReceived,
        currencyReceived,
        rawAmount,
        rawCurrency,
      }),
      foreign: isVersioned && isForeign ? Buffer.from([version, ...rest]).toString('base64') : undefined,
    }),
  );
}

const nameOf = (digits: Readonly<Record<string, string>>, digit: string | undefined): string | undefined =>
  Object.keys(digits).find((name) => digits[name] === digit);
