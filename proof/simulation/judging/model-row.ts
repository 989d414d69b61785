import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import type { Fact } from '../plan/planned-webhook.ts';
import { isoTime } from '../plan/values/provider-time.ts';

/** The row that must exist. `since` is left out where it depends on arrival. */
export interface ModelRow {
  readonly status: string;
  readonly state: string;
  readonly since?: string;
  /** The event with which the present state began. */
  readonly firstOfState: string;
  readonly details: CheckoutDetails;
  /** The facts that a person must look at, of the kinds that depend on no order: `<kind>|<status>…`. */
  readonly attention: readonly string[];
  /** Ascending: the last one owns the row. */
  readonly facts: readonly Fact[];
}

/**
 * Returns the row for a set of events; undefined when there are none. This is written independently of lib and in
 * another way: it compares numbers instead of text, and uses what was meant instead of what was read.
 *
 * @param facts each event once
 */
export function modelRow(facts: readonly Fact[]): ModelRow | undefined {
  const ascending = facts.toSorted(byPrecedence).slice(-HISTORY_LIMIT);
  const owner = ascending.at(-1);
  if (!owner) return undefined;
  const first = ascending.find(({ state }) => state === owner.state) ?? owner;
  return withoutUndefined({
    status: owner.status,
    state: owner.state,
    since: shownTimeOf(first),
    firstOfState: first.eventId,
    details: lastOfEach(ascending),
    attention: attentionTo(ascending),
    facts: ascending,
  });
}

function shownTimeOf({ time, shownTime = time }: Fact): string | undefined {
  return shownTime === undefined ? undefined : isoTime(shownTime);
}

function byPrecedence(left: Fact, right: Fact): number {
  const [isKnown, isOtherKnown] = [left.state !== 'unknown', right.state !== 'unknown'];
  if (isKnown !== isOtherKnown) return isKnown ? 1 : -1;
  if (left.isLast !== right.isLast) return left.isLast ? 1 : -1;
  const [a, b] = [left.time ?? 0n, right.time ?? 0n];
  if (a !== b) return a < b ? -1 : 1;
  if (left.rank !== right.rank) return left.rank - right.rank;
  return left.eventId < right.eventId ? -1 : 1;
}

function attentionTo(facts: readonly Fact[]): readonly string[] {
  const statuses = (...states: readonly string[]) =>
    new Set(facts.filter(({ state }) => states.includes(state)).map(({ status }) => status));
  const attention: string[] = [];
  for (const word of statuses('unknown')) attention.push(`unknown_status|${word}`);
  for (const [at, success] of facts.entries()) {
    if (success.state !== 'succeeded') continue;
    for (const [failedAt, { state, status, mayBeFollowedBy = [] }] of facts.entries()) {
      if (state !== 'failed' && state !== 'expired') continue;
      if (failedAt < at && mayBeFollowedBy.includes(success.status)) continue;
      attention.push(`conflict|${success.status}|${status}`);
    }
  }
  return [...new Set(attention)].toSorted();
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Each amount, and the currency that belongs to it. */
const amounts = [
  ['amount', 'currency'],
  ['amountReceived', 'currencyReceived'],
  ['rawAmount', 'rawCurrency'],
] as const;

/** Takes each detail from the last event that has it, and an amount together with its currency. */
function lastOfEach(ascending: readonly Fact[]): CheckoutDetails {
  const details: Writable<CheckoutDetails> = {};
  for (const { details: stated } of ascending) {
    for (const [amount, currency] of amounts) {
      if (stated[amount] === undefined) continue;
      details[amount] = stated[amount];
      delete details[currency];
      if (stated[currency] !== undefined) details[currency] = stated[currency];
    }
    if (stated.reference !== undefined) details.reference = stated.reference;
    if (stated.transactionHash !== undefined) details.transactionHash = stated.transactionHash;
  }
  return details;
}
