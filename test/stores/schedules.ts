import fc from 'fast-check';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { nonEmpty } from '../checkout/non-empty.ts';

const entry = fc
  .record({
    eventId: fc.stringMatching(/^[a-f]{1,2}$/),
    state: fc.constantFrom(...CheckoutState.options),
    rank: fc.integer({ min: 1, max: 4 }),
    updatedAt: fc.constantFrom('2026-01-01T00:00:00.000000000Z', '2026-01-01T00:00:00.000000001Z'),
    receivedAt: fc.integer({ min: 0, max: 9 }).map((second) => `2026-01-01T00:00:0${second}.000Z`),
    details: fc.record(
      {
        amount: fc.constantFrom('1', '2'),
        currency: fc.constant('USD'),
        reference: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: [] },
    ),
  })
  .map((changes) => anEntry(changes));

/** Generates events, and batches in which they arrive: every event once or twice, in any order. */
export const schedule = fc
  .uniqueArray(entry, { minLength: 1, maxLength: 6, selector: ({ eventId }) => eventId })
  .chain((entries) =>
    fc.record({
      entries: fc.constant(nonEmpty(entries)),
      batches: fc
        .tuple(
          fc.shuffledSubarray(entries, { minLength: entries.length }),
          fc.shuffledSubarray(entries),
          fc.integer({ min: 1, max: 3 }),
        )
        .map(([once, again, size]) => inBatches([...once, ...again], size)),
    }),
  );

const inBatches = (entries: readonly HistoryEntry[], size: number): readonly NonEmpty<HistoryEntry>[] =>
  Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
    nonEmpty(entries.slice(index * size, (index + 1) * size)),
  );
