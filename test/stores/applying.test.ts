/** The contract of applying events, on every implementation of the store: arrival order must not matter. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT, mergeEntries } from '../../lib/checkout/merge.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { applyingTo, readableCheckout } from '../../proof/kit/rows.ts';
import { canonical } from '../checkout/canonical.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { newKey } from './new-key.ts';
import { schedule } from './schedules.ts';
import { type Subject, subjects } from './subjects.ts';

const signal = new AbortController().signal;

for (const { name, start, skip, runs } of subjects) {
  describe.skipIf(skip)(`Applying events on ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());

    const read = async ({ checkoutId }: CheckoutKey) =>
      (await subject.store.byId(checkoutId)).map(readableCheckout)[0];
    const apply = (key: CheckoutKey, entries: NonEmpty<HistoryEntry>) =>
      applyEvents(applyingTo(subject.store), key, entries, signal);

    it('gives the same row for any events in any order, any batches and any repetition', async () => {
      await fc.assert(
        fc.asyncProperty(schedule, async ({ entries, batches }) => {
          const key = newKey();
          for (const batch of batches) await apply(key, batch);
          const model = mergeEntries(key, undefined, entries);
          expect(canonical(await read(key))).toEqual(canonical(model));
        }),
        { numRuns: runs },
      );
    });

    it('gives the same row when all events are applied at the same time', async () => {
      const key = newKey();
      const [first = anEntry(), ...rest] = Array.from({ length: 8 }, (_, index) =>
        anEntry({ rank: ((index * 5) % 8) + 1 }),
      );
      const calls = [first, ...rest, first].map((entry) => apply(key, [entry]));
      await Promise.all(calls);
      expect(canonical(await read(key))).toEqual(canonical(mergeEntries(key, undefined, [first, ...rest])));
    });

    it('still advances a checkout that has more events than its history keeps', async () => {
      const key = newKey();
      const [first = anEntry(), ...rest] = Array.from({ length: HISTORY_LIMIT + 5 }, (_, index) =>
        anEntry({ rank: index + 1 }),
      );
      for (let at = 0; at < rest.length; at += 10) await apply(key, [first, ...rest.slice(at, at + 10)]);
      await apply(key, [anEntry({ eventId: 'last', rank: 999, status: 'SUCCESS', state: 'succeeded' })]);
      const row = await read(key);
      expect(row).toMatchObject({ status: 'SUCCESS', state: 'succeeded' });
      expect(row?.history).toHaveLength(HISTORY_LIMIT);
    });
  });
}
