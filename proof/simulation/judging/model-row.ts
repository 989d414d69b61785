import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import type { Fact } from '../plan/planned-webhook.ts';
import { isoTime } from '../plan/values/provider-time.ts';

/** What a row must be. `since` is left out where only the arrival tells it. */
export interface ModelRow {
  readonly status: string;
  readonly state: string;
  readonly since?: string;
  readonly details: CheckoutDetails;
  readonly isConflict: boolean;
  /** Ascending: the last one owns the row. */
  readonly facts: readonly Fact[];
}

/**
 * The row for a set of events, written a second time and in another way than in lib: by numbers instead of text,
 * from what was meant instead of what was read.
 *
 * @param facts each event once, at least one
 */
export function modelRow(facts: readonly Fact[]): ModelRow | undefined {
  const ascending = facts.toSorted(byStanding).slice(-HISTORY_LIMIT);
  const owner = ascending.at(-1);
  if (!owner) return undefined;
  const began = ascending.find(({ state }) => state === owner.state)?.time;
  return {
    status: owner.status,
    state: owner.state,
    ...(began !== undefined && { since: isoTime(began) }),
    details: lastOfEach(ascending),
    isConflict: has(ascending, 'succeeded') && (has(ascending, 'failed') || has(ascending, 'expired')),
    facts: ascending,
  };
}

function byStanding(left: Fact, right: Fact): number {
  const [a, b] = [left.time ?? 0n, right.time ?? 0n];
  if (a !== b) return a < b ? -1 : 1;
  if (left.rank !== right.rank) return left.rank - right.rank;
  return left.eventId < right.eventId ? -1 : 1;
}

const has = (facts: readonly Fact[], state: string): boolean => facts.some((fact) => fact.state === state);

function lastOfEach(ascending: readonly Fact[]): CheckoutDetails {
  const details: { -readonly [Name in keyof CheckoutDetails]: CheckoutDetails[Name] } = {};
  for (const { details: said } of ascending) {
    if (said.amount !== undefined) {
      details.amount = said.amount;
      delete details.currency;
      if (said.currency !== undefined) details.currency = said.currency;
    }
    if (said.reference !== undefined) details.reference = said.reference;
    if (said.transactionHash !== undefined) details.transactionHash = said.transactionHash;
  }
  return details;
}
