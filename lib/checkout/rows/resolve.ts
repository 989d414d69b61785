import type { AttentionPolicy } from '../attention.ts';
import { type CheckoutRow, kindsOf, type Resolution, waitingFacts } from './checkout-row.ts';

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
  const waiting = waitingFacts(row, policy);
  if (waiting.length === 0) return row;
  const facts = [...new Set([...(row.resolution?.facts ?? []), ...waiting.map(({ key }) => key)])];
  const resolution = { ...by, kinds: kindsOf(waiting), facts };
  return { ...row, openFacts: [], resolution };
}
