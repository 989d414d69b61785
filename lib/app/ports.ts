import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutRow, StoredClaim } from '../checkout/rows/checkout-row.ts';
import type { CheckoutState } from '../checkout/state.ts';
import type { UnreadableRow } from '../checkout/view.ts';
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
  /** The queue message exactly as it was received, or the key of a row whose change cannot be read. */
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
  /** The same, read again just now (at most once every few seconds, also while that fails), to see a rotation. */
  freshSecretsOf(provider: string): Promise<readonly string[]>;
}

/** A row as it was seen, with the number of the write that made it so. */
export interface StoredCheckout extends CheckoutRow {
  readonly revision: number;
}

/** A write was refused: its condition did not hold. `current` is the row as it is, undefined when there is none. */
interface Refused {
  readonly written: false;
  readonly current: StoredCheckout | undefined;
}

export type AdvanceResult =
  | {
      readonly written: true;
      /** The row that the events were added to: undefined when they began it, `unreadable` when a newer version wrote it. */
      readonly before: StoredCheckout | 'unreadable' | undefined;
    }
  | Refused;
export type ReplaceResult = { readonly written: true } | Refused;

/** One row per checkout. Each call is exactly one conditional write and no read. */
export interface CheckoutStore {
  /**
   * Adds events to the end of a row, or begins it, without having seen the row. Writes only when
   * (1) every event is above the row's position, or there is no row, and (2) the history has room for them.
   * @throws PortFault when the outcome is not known, or the row that refused the write cannot be read
   */
  advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>, signal: AbortSignal): Promise<AdvanceResult>;
  /**
   * Puts `next` in the place of a row that was seen. Writes only when the row is still at that revision.
   * @throws PortFault as above
   */
  replace(seen: StoredCheckout, next: CheckoutRow, signal: AbortSignal): Promise<ReplaceResult>;
}

/** Claims of rows, each one conditional write. */
export interface ClaimStore {
  /**
   * Adds a claim to a row, if the row is still at the revision that was seen and nobody has claimed it for this purpose.
   * A claim does not change the revision, so it never gets in the way of a webhook that is applied at the same time.
   *
   * @returns whether it was added
   * @throws PortFault when that is not known
   */
  claim(key: CheckoutKey, revision: number, purpose: string, claim: StoredClaim): Promise<boolean>;
}

/** A page of a list, and the cursor of the next one; no `cursor` on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

export interface PageRequest {
  /** The maximum number of items. */
  readonly limit: number;
  readonly cursor?: string;
}

/** A page of a list that is sorted by when the present state of each checkout began. */
export interface SortedPageRequest extends PageRequest {
  /** `latest_first` by default; `oldest_first` lists what has been waiting longest. */
  readonly order?: 'latest_first' | 'oldest_first';
}

/** A row as readers find it. */
export type FoundCheckout =
  | (StoredCheckout & { readonly kind: 'readable' })
  /** A newer version wrote it: its plain attributes, and nothing of its history. */
  | (UnreadableRow & { readonly kind: 'unreadable' });

/**
 * Ways to find checkouts. No page loses a checkout or lists one twice, as long as its state does not change between
 * two pages.
 *
 * @throws PortFault when the table does not answer, InvalidCursor when a cursor is not from the same list
 */
export interface CheckoutReader {
  /** Strongly consistent. More than one only if two providers use the same id. */
  byId(checkoutId: string): Promise<readonly FoundCheckout[]>;
  /** The index is eventually consistent; the rows that it leads to are read strongly. */
  byReference(reference: string, page: PageRequest): Promise<Page<FoundCheckout>>;
  /** Checkouts in any of the states, by when their state began. Index and rows as above. */
  byState(states: readonly CheckoutState[], page: SortedPageRequest): Promise<Page<FoundCheckout>>;
  /** Checkouts that wait for a person, by when their state began. Index and rows as above. */
  byAttention(page: SortedPageRequest): Promise<Page<FoundCheckout>>;
  /** Every checkout, in no order. A checkout that changes meanwhile is listed as it was before or after. */
  all(page: PageRequest): Promise<Page<FoundCheckout>>;
}

/** A list of an index: the checkouts in a state, or those that wait for a person. */
export type CountedList = CheckoutState | 'attention';

/** Counts the entries of an index, which is eventually consistent. It reads no row. */
export interface CheckoutCounter {
  /**
   * Returns how many checkouts a list has, or `atMost` if it has that many or more: a count of all would cost more with
   * every checkout.
   * @throws PortFault when the table does not answer
   */
  count(list: CountedList, atMost: number): Promise<number>;
}

/** A cursor was given that no page of this list returned. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Something outside did not do its part, or it is not known whether it did. Trying again is safe. */
export class PortFault extends Error {
  override readonly name = 'PortFault';
}
