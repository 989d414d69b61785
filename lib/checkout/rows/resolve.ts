import type { AttentionPolicy } from '../attention.ts';
import { type CheckoutRow, kindsOf, openFactsOf, type Resolution, type StoredFact } from './checkout-row.ts';

/**
 * Returns the row after a person has resolved everything that is open in it: nothing waits any more, and the row says
 * who resolved which kinds, when and why. A fact that comes later is open again. Returns the same object when nothing
 * is open.
 */
export function resolvedRow<Row extends CheckoutRow>(
  row: Row,
  policy: AttentionPolicy,
  by: Pick<Resolution, 'who' | 'when' | 'note'>,
): Row {
  const open = new Map<string, StoredFact>();
  for (const fact of [...openFactsOf(row.checkout, row, policy), ...row.openFacts]) open.set(fact.key, fact);
  if (open.size === 0) return row;
  const facts = [...new Set([...(row.resolution?.facts ?? []), ...open.keys()])];
  const resolution = { ...by, kinds: kindsOf([...open.values()]), facts };
  return { ...row, openFacts: [], resolution };
}
