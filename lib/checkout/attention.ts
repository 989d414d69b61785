import type { HistoryEntry } from './checkout-event.ts';
import { byPosition } from './position.ts';
import { type CheckoutState, isFinal } from './state.ts';

export type AttentionKind = 'conflict' | 'unknown_status' | 'unexpected_transition' | 'review';

/** A reason why a person should look at a checkout. */
export interface Attention {
  readonly kind: AttentionKind;
  readonly reason: string;
}

type Rule = (ascending: readonly HistoryEntry[]) => Attention | undefined;

/**
 * Everything about a history that a person should look at; empty when all is well. A pure function of the set
 * of events, so it does not depend on arrival order either.
 */
export function attentionOf(history: readonly HistoryEntry[]): Attention[] {
  const ascending = history.toSorted(byPosition);
  return [conflict, unknownStatus, unexpectedTransition, review].flatMap((rule) => rule(ascending) ?? []);
}

const isFailure = (state: CheckoutState): boolean => state === 'failed' || state === 'expired';

const contradicts = (left: CheckoutState, right: CheckoutState): boolean =>
  left === 'succeeded' && isFailure(right);

const conflict: Rule = (ascending) => {
  const success = ascending.find(({ state }) => state === 'succeeded');
  const failure = ascending.find(({ state }) => isFailure(state));
  if (!success || !failure) return undefined;
  const reason = `The provider reported both ${success.status} and ${failure.status}.`;
  return { kind: 'conflict', reason };
};

const unknownStatus: Rule = (ascending) => {
  const words = new Set(ascending.filter((entry) => entry.state === 'unknown').map((entry) => entry.status));
  if (words.size === 0) return undefined;
  return { kind: 'unknown_status', reason: `Not in the provider's lifecycle: ${[...words].join(', ')}.` };
};

const unexpectedTransition: Rule = (ascending) => {
  const steps = ascending.slice(1).map((to, index) => ({ from: ascending[index] ?? to, to }));
  const step = steps.find(({ from, to }) => isUnexpected(from, to));
  if (!step) return undefined;
  return {
    kind: 'unexpected_transition',
    reason: `${step.to.status} came after the final ${step.from.status}.`,
  };
};

function isUnexpected(from: HistoryEntry, to: HistoryEntry): boolean {
  if (!isFinal(from.state) || from.status === to.status) return false;
  const refund = from.state === 'succeeded' && to.state === 'refunded';
  const alreadyAConflict = contradicts(from.state, to.state) || contradicts(to.state, from.state);
  return !refund && !alreadyAConflict;
}

const review: Rule = (ascending) => {
  const owner = ascending.at(-1);
  if (owner?.state !== 'review') return undefined;
  return { kind: 'review', reason: `The provider asks for a person to look: ${owner.status}.` };
};
