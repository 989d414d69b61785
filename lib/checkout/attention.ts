import { type HistoryEntry, occurredAt } from './checkout-event.ts';
import { isOrdinaryAfter, type Lifecycle } from './lifecycle.ts';
import { byPosition } from './position.ts';
import { type CheckoutState, isFinal } from './state.ts';

export const attentionKinds = [
  'conflict',
  'unknown_status',
  'unexpected_transition',
  'review',
  'future_time',
  'after_retention',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** One thing about a checkout that a person should look at. */
export interface Fact {
  readonly kind: AttentionKind;
  /** Identifies the fact among those of its checkout, and stays the same when the sentence changes. */
  readonly key: string;
  readonly reason: string;
}

/** Why a person should look at a checkout: all the facts of one kind. */
export interface Attention {
  /** An `AttentionKind`, or a kind that a newer version of the service added. */
  readonly kind: string;
  readonly reason: string;
}

/** What decides whether something is out of the ordinary. */
export interface AttentionPolicy {
  readonly lifecycle: Lifecycle;
  /** Days after which rows are deleted; 0 when they are kept. */
  readonly retentionDays: number;
}

const MS_PER_DAY = 86_400_000;
/** Clocks differ by minutes at most; a time zone that was left out, by less than a day. */
const FUTURE_LIMIT_MS = MS_PER_DAY;

type Rule = (ascending: readonly HistoryEntry[], policy: AttentionPolicy) => readonly Fact[];

/**
 * Returns everything about a history that a person should look at, each fact once. It is a pure function of the set of
 * events, so it does not depend on the order of arrival either.
 */
export function factsOf(history: readonly HistoryEntry[], policy: AttentionPolicy): readonly Fact[] {
  const ascending = history.toSorted(byPosition);
  const facts = new Map<string, Fact>();
  for (const rule of [conflicts, unknownStatuses, unexpectedTransitions, review, wrongTimes]) {
    for (const fact of rule(ascending, policy)) facts.set(fact.key, fact);
  }
  return [...facts.values()];
}

/** Groups facts by kind: one reason for each kind, with a sentence per fact. */
export function attentionOf(facts: readonly Pick<Attention, 'kind' | 'reason'>[]): readonly Attention[] {
  const attention: Attention[] = [];
  for (const [kind, ofKind] of Map.groupBy(facts, (fact) => fact.kind)) {
    attention.push({ kind, reason: ofKind.map(({ reason }) => reason).join(' ') });
  }
  return attention;
}

const isFailure = (state: CheckoutState): boolean => state === 'failed' || state === 'expired';

/** The provider reported success and failure, and its lifecycle does not say that the one may follow the other. */
const conflicts: Rule = (ascending, { lifecycle }) => {
  const facts: Fact[] = [];
  for (const [at, success] of ascending.entries()) {
    if (success.state !== 'succeeded') continue;
    for (const [failedAt, failure] of ascending.entries()) {
      const isOrdinary = failedAt < at && isOrdinaryAfter(lifecycle, failure.status, success.status);
      if (!isFailure(failure.state) || isOrdinary) continue;
      facts.push({
        kind: 'conflict',
        key: `conflict|${success.status}|${failure.status}`,
        reason: `The provider reported both ${success.status} and ${failure.status}.`,
      });
    }
  }
  return facts;
};

const unknownStatuses: Rule = (ascending) => {
  const facts: Fact[] = [];
  for (const { state, status } of ascending) {
    if (state !== 'unknown') continue;
    facts.push({
      kind: 'unknown_status',
      key: `unknown_status|${status}`,
      reason: `${status} is not in the provider's lifecycle.`,
    });
  }
  return facts;
};

/**
 * A status came after a final one. Unknown words take no part: they are below all others, whenever they came, and they
 * are never final.
 */
const unexpectedTransitions: Rule = (ascending, { lifecycle }) => {
  const facts: Fact[] = [];
  let from: HistoryEntry | undefined;
  for (const to of ascending) {
    if (from && isUnexpected(from, to, lifecycle)) {
      facts.push({
        kind: 'unexpected_transition',
        key: `unexpected_transition|${from.status}|${to.status}`,
        reason: `${to.status} came after the final ${from.status}.`,
      });
    }
    from = to;
  }
  return facts;
};

function isUnexpected(from: HistoryEntry, to: HistoryEntry, lifecycle: Lifecycle): boolean {
  if (!isFinal(from.state) || from.status === to.status) return false;
  if (isOrdinaryAfter(lifecycle, from.status, to.status)) return false;
  // A refund follows a payment, and a full refund a partial one.
  if (to.state === 'refunded' && (from.state === 'succeeded' || from.state === 'refunded')) return false;
  const isConflict =
    (from.state === 'succeeded' && isFailure(to.state)) ||
    (to.state === 'succeeded' && isFailure(from.state));
  return !isConflict;
}

/** The provider itself asks for a person, and has reported nothing higher since. */
const review: Rule = (ascending) => {
  const owner = ascending.at(-1);
  if (owner?.state !== 'review') return [];
  return [
    {
      kind: 'review',
      key: `review|${owner.eventId}`,
      reason: `The provider asks for a person to look: ${owner.status}.`,
    },
  ];
};

/** A provider's time that cannot be right, or that is older than the rows that are kept. */
const wrongTimes: Rule = (ascending, { retentionDays }) => {
  const facts: Fact[] = [];
  for (const entry of ascending) {
    const { updatedAt, receivedAt, status, eventId } = entry;
    const ageMs = Date.parse(receivedAt) - Date.parse(occurredAt(entry));
    if (ageMs < -FUTURE_LIMIT_MS) {
      facts.push({
        kind: 'future_time',
        key: `future_time|${eventId}`,
        reason: `${status} has a time that is more than a day after it was received: ${updatedAt}.`,
      });
    }
    if (retentionDays > 0 && ageMs > retentionDays * MS_PER_DAY) {
      facts.push({
        kind: 'after_retention',
        key: `after_retention|${eventId}`,
        reason: `${status} was received later than rows are kept: an earlier row may have been deleted.`,
      });
    }
  }
  return facts;
};
