import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { HistoryEntry } from '../checkout/checkout-event.ts';
import { packText, unpackText } from './packed-text.ts';

/** A history entry as the table holds it: compact where nobody looks (ids as bytes, the arrival as milliseconds). */
export function entryItem(entry: HistoryEntry): AttributeValue {
  const { details } = entry;
  return {
    M: {
      eventId: packText(entry.eventId),
      status: { S: entry.status },
      state: { S: entry.state },
      rank: { N: String(entry.rank) },
      receivedAt: { N: String(Date.parse(entry.receivedAt)) },
      ...(entry.updatedAt !== undefined && { updatedAt: { S: entry.updatedAt } }),
      ...(entry.deliveryId !== undefined && { deliveryId: packText(entry.deliveryId) }),
      ...(details.amount !== undefined && { amount: { S: details.amount } }),
      ...(details.currency !== undefined && { currency: { S: details.currency } }),
      ...(details.reference !== undefined && { reference: { S: details.reference } }),
      ...(details.transactionHash !== undefined && { transactionHash: { S: details.transactionHash } }),
    },
  };
}

const packedText = z.pipe(
  z.union([z.object({ B: z.instanceof(Uint8Array) }), z.object({ S: z.string() })]),
  z.transform((packed) => unpackText(packed)),
);
const string = z.pipe(
  z.object({ S: z.string() }),
  z.transform(({ S }) => S),
);
const number = z.pipe(
  z.object({ N: z.string() }),
  z.transform(({ N }) => Number(N)),
);

const EntryItem = z.object({
  M: z.object({
    eventId: packedText,
    status: string,
    state: string,
    rank: number,
    receivedAt: number,
    updatedAt: z.exactOptional(string),
    deliveryId: z.exactOptional(packedText),
    amount: z.exactOptional(string),
    currency: z.exactOptional(string),
    reference: z.exactOptional(string),
    transactionHash: z.exactOptional(string),
  }),
});

/**
 * The entry that a table's item holds; parsed on the way out too, because anyone can write to a table.
 * @throws ZodError when the item is none
 */
export function entryFrom(item: AttributeValue): HistoryEntry {
  const { amount, currency, reference, transactionHash, receivedAt, ...rest } = z.parse(EntryItem, item).M;
  const details = { amount, currency, reference, transactionHash };
  return z.parse(HistoryEntry, {
    ...rest,
    receivedAt: new Date(receivedAt).toISOString(),
    details: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
  });
}
