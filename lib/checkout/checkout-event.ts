import * as z from 'zod/mini';
import { CheckoutDetails } from './details.ts';
import { CheckoutState } from './state.ts';

/** Which checkout: the provider's id for it, and the provider's name. */
export const CheckoutKey = z.object({
  checkoutId: z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/)),
  provider: z.string().check(z.minLength(1)),
});
export type CheckoutKey = z.infer<typeof CheckoutKey>;

/** One event of a checkout, as its history stores it. */
export const HistoryEntry = z.object({
  /** The provider's own stable id of the event, else the SHA-256 of the raw body in hexadecimal. */
  eventId: z.string().check(z.regex(/^[\x21-\x7b}~]{1,128}$/)),
  /** The provider's word. */
  status: z.string().check(z.minLength(1), z.maxLength(128)),
  state: CheckoutState,
  rank: z.int().check(z.minimum(1), z.maximum(999)),
  /** The provider's own update time, where it has one (UTC, nine fractional digits). It is shown, and by default it orders. */
  updatedAt: z.exactOptional(z.string()),
  /** What orders the event instead of `updatedAt`: see `EventOrder`. */
  order: z.exactOptional(z.enum(['rank', 'last'])),
  /** When the first delivery of the event was received (UTC, milliseconds). */
  receivedAt: z.string(),
  /** The id of that delivery, where the provider gives one. It is recorded and does not identify the event: a redelivery may change it. */
  deliveryId: z.exactOptional(z.string()),
  details: CheckoutDetails,
  /** What a newer version stored with the event and this one cannot read (base64). It is kept as it is. */
  foreign: z.exactOptional(z.string()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A provider's webhook, parsed: the unit that is ordered and applied. */
export const CheckoutEvent = z.extend(HistoryEntry, CheckoutKey.shape);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

export const keyOf = ({ checkoutId, provider }: CheckoutKey): CheckoutKey => ({ checkoutId, provider });

/** Returns the event without its key, as the checkout's history stores it. */
export function entryOf({ checkoutId: _id, provider: _provider, ...entry }: CheckoutEvent): HistoryEntry {
  return entry;
}

/** When it happened: the provider's time, else the time we received it. UTC, milliseconds. */
export function occurredAt(entry: Pick<HistoryEntry, 'updatedAt' | 'receivedAt'>): string {
  const text = entry.updatedAt ?? entry.receivedAt;
  return `${text.slice(0, 'yyyy-mm-ddThh:mm:ss.sss'.length)}Z`;
}
