import type { AttentionPolicy } from '../checkout/attention.ts';
import { type Checkout, checkoutOf } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { eachOnce, mergeEntries } from '../checkout/merge.ts';
import { positionOf } from '../checkout/position.ts';
import { type CheckoutRow, openFactsOf, type StoredFact, sameFacts } from '../checkout/rows/checkout-row.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import type { CheckoutStore, StoredCheckout } from './ports.ts';
import { MAX_WRITES, overtaken } from './rows/overtaken.ts';

export type ApplyOutcome = 'advanced' | 'duplicate' | 'late';

/** How events are applied: to which store, and how it is said that a person should look. */
export interface Applying {
  readonly store: CheckoutStore;
  readonly policy: AttentionPolicy;
  /** Reports facts that the row does not list as open yet. Called before the write that lists them; may be called with none. */
  readonly raise: (facts: readonly StoredFact[]) => void;
}

/**
 * Applies events of one checkout: one write when all of them are above the row, one refused write when all are known,
 * one refused write and one more when some are late. The row becomes the pure merge of everything ever applied,
 * whatever the order, the repetitions or the concurrent writers.
 *
 * One more write follows where something is wrong: the row does not list a fact that a person should look at, or it
 * holds one of the events under an older lifecycle table. A fact is reported before the write that lists it. After a
 * crash in between, the next delivery reports it again: at least once, whatever fails.
 *
 * @returns one outcome per entry, in the order given, repeats included
 * @throws PortFault when the outcome of a write is not known. Applying the same events again is safe.
 */
export async function applyEvents(
  { store, policy, raise }: Applying,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
  signal: AbortSignal,
): Promise<readonly ApplyOutcome[]> {
  const distinct = eachOnce(entries);
  let added: readonly ApplyOutcome[] | undefined;
  let seen: StoredCheckout | undefined;
  for (let writes = 0; writes < MAX_WRITES; writes += 1) {
    if (seen === undefined) {
      const result = await store.advance(key, distinct, signal);
      if (result.written) {
        // A newer version wrote the row. The events are in it now, and that version judges them at its next write.
        if (result.before === 'unreadable') return entries.map(() => 'advanced');
        added = outcomesOf(result.before?.checkout, entries);
        seen = rowAfter(key, result.before, distinct);
      } else {
        seen = result.current;
        continue;
      }
    }
    const next = nextRow(policy, key, seen, entries);
    const outcomes = added ?? outcomesOf(seen.checkout, entries);
    if (next === seen) return outcomes;
    raiseNew(raise, seen.openFacts, next.openFacts);
    const result = await store.replace(seen, next, signal);
    if (result.written) return outcomes;
    seen = result.current;
  }
  throw overtaken();
}

/** The row as a blind write leaves it. An event that was there under an older lifecycle table is then in it twice. */
function rowAfter(
  key: CheckoutKey,
  before: StoredCheckout | undefined,
  entries: NonEmpty<HistoryEntry>,
): StoredCheckout {
  if (!before) return { checkout: checkoutOf(key, entries), openFacts: [], revision: 1 };
  const checkout = checkoutOf(key, [...before.checkout.history, ...entries]);
  return { ...before, checkout, revision: before.revision + 1 };
}

/** The row as it must be with the events. Returns the same object when nothing about it has to change. */
function nextRow(
  policy: AttentionPolicy,
  key: CheckoutKey,
  seen: StoredCheckout,
  entries: NonEmpty<HistoryEntry>,
): CheckoutRow {
  const checkout = mergeEntries(key, seen.checkout, entries);
  const openFacts = openFactsOf(checkout, seen, policy);
  if (checkout === seen.checkout && sameFacts(seen.openFacts, openFacts)) return seen;
  return { ...seen, checkout, openFacts };
}

function raiseNew(
  raise: Applying['raise'],
  before: readonly StoredFact[],
  after: readonly StoredFact[],
): void {
  const known = new Set(before.map(({ key }) => key));
  raise(after.filter(({ key }) => !known.has(key)));
}

function outcomesOf(before: Checkout | undefined, entries: NonEmpty<HistoryEntry>): readonly ApplyOutcome[] {
  const known = new Set(before?.history.map(({ eventId }) => eventId));
  const outcomes: ApplyOutcome[] = [];
  for (const entry of entries) {
    if (known.has(entry.eventId)) outcomes.push('duplicate');
    else if (before === undefined || positionOf(entry) > before.position) outcomes.push('advanced');
    else outcomes.push('late');
    known.add(entry.eventId);
  }
  return outcomes;
}
