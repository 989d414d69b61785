import { type Attention, attentionOf } from '../checkout/attention.ts';
import type { Checkout } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { mergeEntries } from '../checkout/merge.ts';
import { positionOf } from '../checkout/position.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import { type CheckoutStore, PortFault, type StoredCheckout } from './ports.ts';

type ApplyOutcome = 'advanced' | 'duplicate' | 'late';

export interface Applied {
  /** One outcome per given entry, in the order given, repeats included. */
  readonly outcomes: readonly ApplyOutcome[];
  /** Reasons for a person to look that the row did not have before. */
  readonly raised: readonly Attention[];
}

/** Writers that overtake each other this often are a fault. The queue's retry spreads them out. */
const MAX_WRITES = 10;

/**
 * Applies events of one checkout: one write when all of them are above the row, one refused write when all are known,
 * one refused write and one more when some are late. The row becomes the pure merge of everything ever applied,
 * whatever the order, the repetitions or the concurrent writers.
 *
 * @throws PortFault when the outcome of a write is not known. Applying the same events again is safe.
 */
export async function applyEvents(
  store: CheckoutStore,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
  signal: AbortSignal,
): Promise<Applied> {
  const before = await write(store, key, mergeEntries(key, undefined, entries).history, signal);
  const after = mergeEntries(key, before, entries);
  return { outcomes: outcomesOf(before, entries), raised: raisedBetween(before, after) };
}

/** Writes the events, unless the row has them all. Returns the row as it was before. */
async function write(
  store: CheckoutStore,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
  signal: AbortSignal,
): Promise<Checkout | undefined> {
  let seen: StoredCheckout | undefined;
  for (let writes = 0; writes < MAX_WRITES; writes += 1) {
    if (seen === undefined) {
      const result = await store.advance(key, entries, signal);
      if (result.written) return result.before?.checkout;
      seen = result.current;
    } else {
      const next = mergeEntries(key, seen.checkout, entries);
      if (next === seen.checkout) return seen.checkout;
      const result = await store.replace(seen, next, signal);
      if (result.written) return seen.checkout;
      seen = result.current;
    }
  }
  throw new PortFault(`Gave up after ${MAX_WRITES} writes that other writers overtook.`);
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

function raisedBetween(before: Checkout | undefined, after: Checkout): readonly Attention[] {
  const raised = attentionOf(after.history);
  if (raised.length === 0) return raised;
  const earlier = new Set(attentionOf(before?.history ?? []).map(({ kind }) => kind));
  return raised.filter(({ kind }) => !earlier.has(kind));
}
