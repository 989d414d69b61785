import * as z from 'zod/mini';
import { CheckoutDetails } from './details.ts';
import { CheckoutState } from './state.ts';

/** Which checkout: the provider's id for it, and the provider's name. */
export const CheckoutKey = z.object({
  checkoutId: z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/)),
  provider: z.string().check(z.minLength(1)),
});
export type CheckoutKey = z.infer<typeof CheckoutKey>;

/** One event of a checkout, as its history keeps it. */
export const HistoryEntry = z.object({
  /** The provider's own stable id of the event, else the SHA-256 of the raw body in hexadecimal. */
  eventId: z.string().check(z.regex(/^[\x21-\x7b}~]{1,128}$/)),
  /** The provider's word. */
  status: z.string().check(z.minLength(1), z.maxLength(128)),
  state: CheckoutState,
  rank: z.int().check(z.minimum(1), z.maximum(999)),
  /** The provider's own update time, where it has one (UTC, nine fractional digits). */
  updatedAt: z.exactOptional(z.string()),
  /** When the first delivery of the event reached us (UTC, milliseconds). */
  receivedAt: z.string(),
  /** The id of that delivery, where the provider gives one. Recorded, but no identity: a redelivery may change it. */
  deliveryId: z.exactOptional(z.string()),
  details: CheckoutDetails,
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** What a provider's webhook becomes: the unit that is ordered and applied. */
export const CheckoutEvent = z.extend(HistoryEntry, CheckoutKey.shape);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

export const keyOf = ({ checkoutId, provider }: CheckoutKey): CheckoutKey => ({ checkoutId, provider });

/** The event without its key: what the checkout's history keeps. */
export function entryOf({ checkoutId: _id, provider: _provider, ...entry }: CheckoutEvent): HistoryEntry {
  return entry;
}

/** When it happened: the provider's time, else the time we received it. UTC, milliseconds. */
export function occurredAt(entry: Pick<HistoryEntry, 'updatedAt' | 'receivedAt'>): string {
  const text = entry.updatedAt ?? entry.receivedAt;
  return `${text.slice(0, 'yyyy-mm-ddThh:mm:ss.sss'.length)}Z`;
}
