import { compareText } from '../values/compare-text.ts';
import type { AttentionPolicy } from './attention.ts';
import { type CheckoutRow, kindsOf, waitingFacts } from './rows/checkout-row.ts';
import type { CheckoutState } from './state.ts';

/** The part of the row before a change that its event repeats. */
export interface PreviousRow {
  readonly state: CheckoutState;
  /** The provider's word. */
  readonly status: string;
}

/** A change of what readers of a row see. */
export interface Transition {
  /** `attention` if the state stayed the same, and only what waits for a person changed. */
  readonly of: 'state' | 'attention';
  /** The kinds that wait for a person after the change, sorted. */
  readonly attention: readonly string[];
  /** Null if the change began the row. */
  readonly previous: PreviousRow | null;
}

/**
 * Returns the change between two successive forms of a row, or undefined if readers saw none.
 *
 * The state of the row counts, and the kinds of what waits for a person. A change of the status within a state is not
 * a transition, and neither is a late event that changes no more than the history.
 *
 * @param before undefined if the write began the row
 */
export function transition(
  before: CheckoutRow | undefined,
  after: CheckoutRow,
  policy: AttentionPolicy,
): Transition | undefined {
  const attention = waitingKinds(after, policy);
  if (!before) return { of: 'state', attention, previous: null };
  const { state, status } = before.checkout;
  const previous = { state, status };
  if (state !== after.checkout.state) return { of: 'state', attention, previous };
  if (!sameTexts(attention, waitingKinds(before, policy))) return { of: 'attention', attention, previous };
  return undefined;
}

/** Sorted, because the facts of a row are in no order that means anything. */
export const waitingKinds = (row: CheckoutRow, policy: AttentionPolicy): readonly string[] =>
  kindsOf(waitingFacts(row, policy)).toSorted(compareText);

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);
