/** The contract of finding checkouts, on every implementation of the store. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import type { FoundCheckout, Page, PageRequest } from '../../lib/app/ports.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { applyingTo, readableCheckout } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { newKey } from './new-key.ts';
import { type Subject, subjects } from './subjects.ts';

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
