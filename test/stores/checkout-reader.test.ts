/** The contract of finding checkouts, on every implementation of the store. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { type FoundCheckout, InvalidCursor, type Page, type PageRequest } from '../../lib/app/ports.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { applyingTo, readableCheckout } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { newKey } from './new-key.ts';
import { type Subject, subjects } from './subjects.ts';

const SAME_TIME = '2031-01-01T00:00:00.000Z';
const signal = new AbortController().signal;

for (const { name, start, skip } of subjects) {
  describe.skipIf(skip)(`Finding checkouts on ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());

    const apply = (key: CheckoutKey, entries: NonEmpty<HistoryEntry>) =>
      applyEvents(applyingTo(subject.store), key, entries, signal);

    it('finds checkouts by the merchant’s reference, page by page', async () => {
      const entry = anEntry({ details: { reference: `order-${name}` } });
      const wanted = [newKey(), newKey(), newKey()];
      for (const key of wanted) await apply(key, [entry]);
      const ids = await collect((page) => subject.store.byReference(`order-${name}`, page), 2);
      expect(ids.toSorted()).toEqual(wanted.map(({ checkoutId }) => checkoutId).toSorted());
    });

    it('lists the checkouts of a state, latest change first, each once, page by page', async () => {
      const wanted = Array.from({ length: 11 }, newKey);
      for (const [index, key] of wanted.entries()) {
        await apply(key, [anEntry({ state: 'refunded', receivedAt: `2030-01-01T00:00:${index + 10}.000Z` })]);
      }
      const ids = await collect((page) => subject.store.byState(['refunded'], page), 4);
      expect(ids.slice(0, wanted.length)).toEqual(wanted.toReversed().map(({ checkoutId }) => checkoutId));
      expect(new Set(ids).size).toBe(ids.length);
    });

    it.each([
      [3, 'latest_first'],
      [7, 'latest_first'],
      [10, 'oldest_first'],
      [25, 'latest_first'],
    ] as const)('lists rows of the same time once each, in pages of %i, %s', async (limit, order) => {
      const wanted = Array.from({ length: 40 }, newKey);
      for (const key of wanted) await apply(key, [anEntry({ state: 'failed', receivedAt: SAME_TIME })]);
      const ids = await collect((page) => subject.store.byState(['failed'], { ...page, order }), limit);
      const listed = ids.filter((id) => wanted.some(({ checkoutId }) => checkoutId === id));
      expect(listed.toSorted()).toEqual(wanted.map(({ checkoutId }) => checkoutId).toSorted());
    });

    it('lists every row once while its state changes', async () => {
      const wanted = Array.from({ length: 20 }, newKey);
      for (const key of wanted) await apply(key, [anEntry({ rank: 10, state: 'pending' })]);
      const moving = (async () => {
        for (const key of wanted) await apply(key, [anEntry({ rank: 30, state: 'succeeded' })]);
      })();
      for (let list = 0; list < 10; list += 1) {
        const ids = await collect((page) => subject.store.byState(['pending', 'succeeded'], page), 50);
        expect(new Set(ids).size).toBe(ids.length);
      }
      await moving;
    });

    it('refuses a cursor of another list, and an empty one', async () => {
      for (let row = 0; row < 4; row += 1) await apply(newKey(), [anEntry({ state: 'refunded' })]);
      const { cursor = '' } = await subject.store.byState(['refunded'], { limit: 1 });
      for (const wrong of [cursor, '', 'abc']) {
        await expect(subject.store.byState(['review'], { limit: 1, cursor: wrong })).rejects.toThrow(
          InvalidCursor,
        );
      }
    });

    it('counts the checkouts of a state and those that wait for a person, up to a limit', async () => {
      const before = await Promise.all(
        (['processing', 'attention'] as const).map((list) => subject.store.count(list, 1_000)),
      );
      for (let row = 0; row < 12; row += 1) await apply(newKey(), [anEntry({ state: 'processing' })]);
      for (let row = 0; row < 9; row += 1) {
        const unknown = anEntry({ status: 'NEW_WORD', state: 'unknown', rank: 1 });
        await apply(newKey(), [unknown]);
      }
      const [processing = 0, attention = 0] = before;
      expect(await subject.store.count('processing', 1_000)).toBe(processing + 12);
      expect(await subject.store.count('attention', 1_000)).toBe(attention + 9);
      expect(await subject.store.count('processing', 5)).toBe(5);
    });

    it('moves a checkout from the list of one state to that of the next', async () => {
      const key = newKey();
      await apply(key, [anEntry({ rank: 10, state: 'expired' })]);
      await apply(key, [anEntry({ rank: 20, state: 'review' })]);
      expect(await collect((page) => subject.store.byState(['expired'], page), 50)).not.toContain(
        key.checkoutId,
      );
      expect(await collect((page) => subject.store.byState(['review'], page), 50)).toContain(key.checkoutId);
    });
  });
}

async function collect(
  read: (page: PageRequest) => Promise<Page<FoundCheckout>>,
  limit: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read({ limit, ...(cursor !== undefined && { cursor }) });
    ids.push(...page.items.map((found) => readableCheckout(found).checkoutId));
    cursor = page.cursor;
    if (cursor === undefined) return ids;
  }
}
