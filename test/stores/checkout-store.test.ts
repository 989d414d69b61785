/** The contract of the two conditional writes, on every implementation of the store. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT, mergeEntries } from '../../lib/checkout/merge.ts';
import { readableCheckout } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { newKey } from './new-key.ts';
import { type Subject, subjects } from './subjects.ts';

const signal = new AbortController().signal;

for (const { name, start, skip } of subjects) {
  describe.skipIf(skip)(`The checkout store on ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());

    const read = async ({ checkoutId }: CheckoutKey) =>
      (await subject.store.byId(checkoutId)).map(readableCheckout)[0];

    it('begins a row, and returns every detail of it', async () => {
      const key = newKey();
      const entry = fullEntry();
      const result = await subject.store.advance(key, [entry], signal);
      expect(result).toEqual({ written: true, before: undefined });
      expect(await read(key)).toEqual(checkoutOf(key, [entry]));
    });

    it('advances a row to events above it, and appends them in order of arrival', async () => {
      const key = newKey();
      const [first, second, third] = [
        anEntry({ rank: 10 }),
        anEntry({ rank: 30, state: 'processing' }),
        anEntry({ rank: 20 }),
      ];
      await subject.store.advance(key, [first], signal);
      const result = await subject.store.advance(key, [second, third], signal);
      const before = { checkout: checkoutOf(key, [first]), openFacts: [], revision: 1 };
      expect(result).toEqual({ written: true, before });
      expect(await read(key)).toEqual(checkoutOf(key, [first, second, third]));
    });

    it.each([
      ['an event below the row', 5],
      ['an event as high as the row, before it by id', 10],
    ])('does not advance to %s, and returns the row as it is', async (_what, rank) => {
      const key = newKey();
      const first = anEntry({ eventId: 'b', rank: 10 });
      await subject.store.advance(key, [first], signal);
      const result = await subject.store.advance(key, [anEntry({ eventId: 'a', rank })], signal);
      expect(result).toEqual({
        written: false,
        current: { checkout: checkoutOf(key, [first]), openFacts: [], revision: 1 },
      });
    });

    it('does not advance when one event of several is not above the row', async () => {
      const key = newKey();
      await subject.store.advance(key, [anEntry({ rank: 20 })], signal);
      const result = await subject.store.advance(key, [anEntry({ rank: 30 }), anEntry({ rank: 10 })], signal);
      expect(result.written).toBe(false);
    });

    it('does not advance past the limit of the history', async () => {
      const key = newKey();
      const [first, ...rest] = Array.from({ length: HISTORY_LIMIT - 1 }, (_, index) =>
        anEntry({ rank: index + 1 }),
      );
      await subject.store.advance(key, [first ?? anEntry(), ...rest], signal);
      const two = await subject.store.advance(key, [anEntry({ rank: 900 }), anEntry({ rank: 901 })], signal);
      const one = await subject.store.advance(key, [anEntry({ rank: 902 })], signal);
      expect([two.written, one.written]).toEqual([false, true]);
    });

    it('replaces a row only if it is still as it was seen', async () => {
      const key = newKey();
      const [high, low] = [
        anEntry({ rank: 20, state: 'failed', details: { amount: '1', currency: 'USD' } }),
        anEntry({ rank: 10 }),
      ];
      await subject.store.advance(key, [high], signal);
      const refused = await subject.store.advance(key, [low], signal);
      if (refused.written || !refused.current) throw new Error('expected the row');
      const next = mergeEntries(key, refused.current.checkout, [low]);
      expect(await subject.store.replace(refused.current, { checkout: next, openFacts: [] }, signal)).toEqual(
        { written: true },
      );
      expect(
        await subject.store.replace(refused.current, { checkout: next, openFacts: [] }, signal),
      ).toMatchObject({
        written: false,
        current: { revision: 2 },
      });
      expect(await read(key)).toEqual(next);
    });

    it('removes everything that the replacement does not have', async () => {
      const key = newKey();
      const [old, next] = [fullEntry(), anEntry({ eventId: 'only', state: 'failed' })];
      await subject.store.advance(key, [old], signal);
      await subject.store.replace(
        { checkout: checkoutOf(key, [old]), openFacts: [], revision: 1 },
        { checkout: checkoutOf(key, [next]), openFacts: [] },
        signal,
      );
      expect(await read(key)).toEqual(checkoutOf(key, [next]));
    });

    it('refuses to replace a row that no longer exists', async () => {
      const checkout = checkoutOf(newKey(), [anEntry()]);
      const row = { checkout, openFacts: [], revision: 1 };
      const result = await subject.store.replace(row, row, signal);
      expect(result).toEqual({ written: false, current: undefined });
    });
  });
}

const fullEntry = (): HistoryEntry =>
  anEntry({
    eventId: 'a'.repeat(64),
    updatedAt: '2026-01-01T00:00:00.123456789Z',
    receivedAt: '2026-01-02T00:00:00.123Z',
    deliveryId: '0b5e8f0a-0000-4000-8000-00000000000f',
    details: {
      amount: '1.50',
      currency: 'USD',
      reference: 'order-9',
      transactionHash: `0x${'e'.repeat(64)}`,
    },
  });
