import type { AttentionPolicy } from '../attention.ts';
import { stepOf } from '../lifecycle.ts';
import { mergeEntries } from '../merge.ts';
import { type CheckoutRow, kindOf, openFactsOf, sameFacts } from './checkout-row.ts';

/**
 * Returns the row that today's lifecycle table makes of the events in a row: state and rank of each follow from its
 * status again, and an event that is there twice becomes one. Returns the same object when nothing changes.
 *
 * Rebuilding is idempotent. The position may become lower; later events are applied all the same.
 */
export function rebuiltRow<Row extends CheckoutRow>(row: Row, policy: AttentionPolicy): Row {
  const { checkout } = row;
  const [first, ...rest] = checkout.history.map((entry) => ({
    ...entry,
    ...stepOf(policy.lifecycle, entry.status),
  }));
  if (!first) return row;
  const rebuilt = mergeEntries(checkout, undefined, [first, ...rest]);
  // Only consume knows how long rows are kept, so only consume can withdraw this fact.
  const kept = row.openFacts.filter((fact) => kindOf(fact) === 'after_retention');
  const openFacts = [...openFactsOf(rebuilt, row, policy), ...kept];
  const isSame =
    JSON.stringify(rebuilt) === JSON.stringify(mergeEntries(checkout, undefined, checkout.history));
  if (isSame && rebuilt.history.length === checkout.history.length && sameFacts(openFacts, row.openFacts))
    return row;
  return { ...row, checkout: rebuilt, openFacts };
}
