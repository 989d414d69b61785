import { type Attention, attentionOf } from '../checkout/attention.ts';
import { type Checkout, checkoutOf } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { mergeEntries } from '../checkout/merge.ts';
import { positionOf } from '../checkout/position.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import { type CheckoutStore, PortFault, type StoredCheckout } from './ports.ts';

type ApplyOutcome = 'advanced' | 'duplicate' | 'late';

export interface Applied {
  /** In the order given, repeats included. */
  readonly outcomes: readonly { readonly entry: HistoryEntry; readonly outcome: ApplyOutcome }[];
  /** What the events gave a person to look at that was not there before. */
  readonly raised: readonly Attention[];
}

/** Two writers that overtake each other so often are a fault; the queue's retry spreads them out. */
const MAX_WRITES = 10;

/**
 * Applies events of one checkout. One write when all of them stand above the row; one refused write when all are
 * known; one refused and one more when some are late. The row ends as the pure merge of everything ever applied,
 * whatever the order, the repetitions or the concurrent writers.
 *
 * @throws PortFault when the outcome of a write is not known: applying the same events again is safe
 */
export async function applyEvents(
  store: CheckoutStore,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
  signal: AbortSignal,
): Promise<Applied> {
  const { history: distinct } = mergeEntries(key, undefined, entries);
  let seen: StoredCheckout | undefined;
  for (let writes = 0; writes < MAX_WRITES; writes += 1) {
    const next = seen && mergeEntries(key, seen.checkout, distinct);
    if (next && next === seen?.checkout) return appliedTo(seen.checkout, next, entries);
    const result = await (seen && next
      ? store.replace(seen, next, signal)
      : store.advance(key, distinct, signal));
    if (result.written) return appliedTo(seen?.checkout ?? before(result.row, distinct), result.row, entries);
    seen = result.current;
  }
  throw new PortFault(`Gave up after ${MAX_WRITES} writes that other writers overtook.`);
}

/** What a row that was advanced unseen had before. */
function before(row: Checkout, added: readonly HistoryEntry[]): Checkout | undefined {
  const ids = new Set(added.map((entry) => entry.eventId));
  const [first, ...rest] = row.history.filter((entry) => !ids.has(entry.eventId));
  return first && checkoutOf(row, [first, ...rest]);
}

function appliedTo(from: Checkout | undefined, to: Checkout, entries: NonEmpty<HistoryEntry>): Applied {
  const known = new Set(from?.history.map((entry) => entry.eventId));
  const outcomes = entries.map((entry) => {
    const outcome: ApplyOutcome = known.has(entry.eventId) ? 'duplicate' : standing(entry, from);
    known.add(entry.eventId);
    return { entry, outcome };
  });
  const earlier = new Set(attentionOf(from?.history ?? []).map(({ kind }) => kind));
  return { outcomes, raised: attentionOf(to.history).filter(({ kind }) => !earlier.has(kind)) };
}

const standing = (entry: HistoryEntry, from: Checkout | undefined): ApplyOutcome =>
  from === undefined || positionOf(entry) > from.position ? 'advanced' : 'late';
