import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import { kindOf, type StoredFact } from '../../../lib/checkout/rows/checkout-row.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

/** Returns the facts that the row lists, and of the others only those of kinds that it does not list. */
function ofNewKinds(before: readonly StoredFact[], after: readonly StoredFact[]): readonly StoredFact[] {
  const kept = new Map(before.map((fact) => [kindOf(fact), fact]));
  for (const fact of after) if (!kept.has(kindOf(fact))) kept.set(kindOf(fact), fact);
  return [...kept.values()];
}

export const firstOfAKind: FlawedReceiver = {
  name: 'only the first fact of a kind is listed',
  parts: {
    apply: ({ store, ...dependencies }, records, invocation) => {
      const replace: typeof store.replace = (seen, next, signal) => {
        const openFacts = ofNewKinds(seen.openFacts, next.openFacts);
        return store.replace(seen, { ...next, openFacts }, signal);
      };
      const sparing = { advance: store.advance, replace };
      return applyDeliveries({ ...dependencies, store: sparing }, records, invocation);
    },
  },
};
