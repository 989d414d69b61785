import { mapEach } from '../../values/non-empty.ts';
import type { AttentionPolicy } from '../attention.ts';
import { checkoutOf } from '../checkout.ts';
import type { HistoryEntry } from '../checkout-event.ts';
import { type LifecycleStep, stepOf } from '../lifecycle.ts';
import { eachOnce, sameEntries } from '../merge.ts';
import { type CheckoutRow, kindOf, openFactsOf, sameFacts } from './checkout-row.ts';

/**
 * Returns the row that today's lifecycle table makes of the events in a row: state and rank of each follow from its
 * status again, and an event that is there twice becomes one. Returns the same object when nothing changes.
 *
 * Rebuilding is idempotent. The position may become lower; later events are applied all the same.
 */
export function rebuiltRow<Row extends CheckoutRow>(row: Row, policy: AttentionPolicy): Row {
  const { checkout } = row;
  // Without a table, every status would become unknown: only a newer version knows this provider.
  if (Object.keys(policy.lifecycle).length === 0) return row;
  const history = eachOnce(
    mapEach(checkout.history, (entry) => withStep(entry, stepOf(policy.lifecycle, entry.status))),
  );
  const rebuilt = sameEntries(history, checkout.history) ? checkout : checkoutOf(checkout, history);
  // Only consume knows how long rows are kept, so only consume can withdraw this fact.
  const kept = row.openFacts.filter((fact) => kindOf(fact) === 'after_retention');
  const openFacts = [...openFactsOf(rebuilt, row, policy), ...kept];
  if (rebuilt === checkout && sameFacts(openFacts, row.openFacts)) return row;
  return { ...row, checkout: rebuilt, openFacts };
}

/** The entry with this state and rank: the same object if it has them already. */
const withStep = (entry: HistoryEntry, { state, rank }: LifecycleStep): HistoryEntry =>
  entry.state === state && entry.rank === rank ? entry : { ...entry, state, rank };
