import type { Checkout } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutState } from '../checkout/state.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import type { QueueMessage } from '../webhook/queue-message.ts';

/** Where authentic deliveries wait to be applied. */
export interface DeliveryQueue {
  /**
   * Resolves only once the queue has durably accepted the message.
   * @returns the id under which it is queued
   * @throws PortFault when it is not known to be accepted
   */
  send(message: QueueMessage, signal: AbortSignal): Promise<string>;
}

/** A message that can never succeed as it is, and why. */
export interface DeadLetter {
  /** The queue message exactly as it was received. */
  readonly text: string;
  /** A stable code, possibly followed by where in the body the trouble is. Never content of the body. */
  readonly reason: string;
  readonly provider?: string;
}

/** Where messages wait for a person. */
export interface DeadLetterQueue {
  /**
   * Resolves only once the letter is durable.
   * @throws PortFault when it is not known to be
   */
  send(letter: DeadLetter, signal: AbortSignal): Promise<void>;
}

/** The signing secrets of each provider. */
export interface SecretStore {
  /**
   * The active secrets, newest first; none when none is configured. May be a few minutes old.
   * @throws PortFault when they cannot be read
   */
  secretsOf(provider: string): Promise<readonly string[]>;
  /** The same, read again just now (at most once every few seconds), to see a rotation. */
  freshSecretsOf(provider: string): Promise<readonly string[]>;
}

/** A row as it was seen, with the number of the write that made it so. */
export interface StoredCheckout {
  readonly checkout: Checkout;
  readonly revision: number;
}

/** A write was refused: its condition did not hold. `current` is the row as it is, undefined when there is none. */
interface Refused {
  readonly written: false;
  readonly current: StoredCheckout | undefined;
}

/** `before` is the row that the events were added to, undefined when they began it. */
export type AdvanceResult = { readonly written: true; readonly before: StoredCheckout | undefined } | Refused;
export type ReplaceResult = { readonly written: true } | Refused;

/** One row per checkout. Each call is exactly one conditional write and no read. */
export interface CheckoutStore {
  /**
   * Adds events to the end of a row, or begins it, without having seen the row. Writes only when
   * (1) every event stands above the row's position, or there is no row, and (2) the history has room for them.
   * @throws PortFault when the outcome is not known
   */
  advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>, signal: AbortSignal): Promise<AdvanceResult>;
  /**
   * Puts `next` in the place of a row that was seen. Writes only when the row is still at that revision.
   * @throws PortFault when the outcome is not known
   */
  replace(seen: StoredCheckout, next: Checkout, signal: AbortSignal): Promise<ReplaceResult>;
}

/** A page of a list, and what to pass to get the next one; no `cursor` on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

export interface PageRequest {
  /** At most so many items. */
  readonly limit: number;
  readonly cursor?: string;
}

/** A page of the checkouts in some states, by when the state began. */
export interface StatePageRequest extends PageRequest {
  /** Default `latest_first`; `oldest_first` finds what has been waiting longest. */
  readonly order?: 'latest_first' | 'oldest_first';
}

/** Ways to find checkouts. */
export interface CheckoutReader {
  /** Strongly consistent. More than one only if two providers use the same id. */
  byId(checkoutId: string): Promise<readonly Checkout[]>;
  /** The index is eventually consistent, the rows that it leads to are read strongly. */
  byReference(reference: string, page: PageRequest): Promise<Page<Checkout>>;
  /** Checkouts in any of the states, by when their state began. Index and rows as above. */
  byState(states: readonly CheckoutState[], page: StatePageRequest): Promise<Page<Checkout>>;
}

/** Something outside did not do its part, or it is not known whether it did. Trying again is safe. */
export class PortFault extends Error {
  override readonly name = 'PortFault';
}
