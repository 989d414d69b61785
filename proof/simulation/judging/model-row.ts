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
  readonly details: CheckoutDetails;
  readonly isConflict: boolean;
  /** In ascending order: the last one owns the row. */
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
  const began = ascending.find(({ state }) => state === owner.state)?.time;
  return withoutUndefined({
    status: owner.status,
    state: owner.state,
    since: began === undefined ? undefined : isoTime(began),
    details: lastOfEach(ascending),
    isConflict: has(ascending, 'succeeded') && (has(ascending, 'failed') || has(ascending, 'expired')),
    facts: ascending,
  });
}

function byPrecedence(left: Fact, right: Fact): number {
  const leftTime = left.time ?? 0n;
  const rightTime = right.time ?? 0n;
  if (leftTime !== rightTime) return leftTime < rightTime ? -1 : 1;
  if (left.rank !== right.rank) return left.rank - right.rank;
  return left.eventId < right.eventId ? -1 : 1;
}

const has = (facts: readonly Fact[], state: string): boolean => facts.some((fact) => fact.state === state);

/** Takes each detail from the last event that has it, and an amount together with its currency. */
function lastOfEach(ascending: readonly Fact[]): CheckoutDetails {
  const details: { -readonly [Name in keyof CheckoutDetails]: CheckoutDetails[Name] } = {};
  for (const { details: stated } of ascending) {
    if (stated.amount !== undefined) {
      details.amount = stated.amount;
      delete details.currency;
      if (stated.currency !== undefined) details.currency = stated.currency;
    }
    if (stated.reference !== undefined) details.reference = stated.reference;
    if (stated.transactionHash !== undefined) details.transactionHash = stated.transactionHash;
  }
  return details;
}
