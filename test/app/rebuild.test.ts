/** A lifecycle table that has learned a word must be able to make old rows what it would have made them. */
import { describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../../lib/checkout/lifecycle.ts';
import { rebuiltRow } from '../../lib/checkout/rows/rebuild.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import { Dice } from '../../proof/kit/random/dice.ts';
import { aKey } from '../checkout/entry-builder.ts';

const signal = new AbortController().signal;
const old: Lifecycle = tweed.lifecycles[''] ?? {};
const learned: Lifecycle = {
  ...old,
  REFUNDED: { state: 'refunded', rank: 70 },
  HELD: { state: 'processing', rank: 25 },
};
const words = Object.keys(learned);
const policyOf = (lifecycle: Lifecycle) => ({ lifecycle, retentionDays: 0 });

const eventOf = (lifecycle: Lifecycle, status: string): HistoryEntry => ({
  eventId: `id-of-${status}`,
  status,
  ...stepOf(lifecycle, status),
  receivedAt: '2026-01-01T00:00:00.000Z',
  details: {},
});

const apply = (store: MemoryCheckoutStore, lifecycle: Lifecycle, status: string) =>
  applyEvents(
    { store, policy: policyOf(lifecycle), raise: () => undefined },
    aKey,
    [eventOf(lifecycle, status)],
    signal,
  );

async function rowIn(store: MemoryCheckoutStore) {
  const [row] = await store.byId(aKey.checkoutId);
  if (row?.kind !== 'readable') throw new Error('There is no row.');
  return row;
}

/** Without the order of the history and the count of writes: all else must be equal. */
async function contentOf(store: MemoryCheckoutStore) {
  const { checkout, openFacts } = await rowIn(store);
  const history = checkout.history.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
  return JSON.stringify({ ...checkout, history, openFacts: openFacts.map(({ key }) => key).toSorted() });
}

const rebuild = (store: MemoryCheckoutStore) =>
  rewriteCheckout({ reader: store, store }, aKey, (row) => rebuiltRow(row, policyOf(learned)), {
    write: true,
    signal,
  });

describe('Rebuilding a row', () => {
  it('makes of 2,000 random histories what the new table alone would have made of them', async () => {
    const dice = new Dice(42);
    for (let run = 0; run < 2_000; run += 1) {
      const [mixed, pure] = [new MemoryCheckoutStore(), new MemoryCheckoutStore()];
      const length = 1 + dice.below(8);
      const cut = dice.below(length + 1);
      for (let step = 0; step < length; step += 1) {
        const status = words[dice.below(words.length)] ?? '';
        await apply(mixed, step < cut ? old : learned, status);
        await apply(pure, learned, status);
      }
      await rebuild(mixed);
      expect(await contentOf(mixed)).toBe(await contentOf(pure));
      const again = await rebuild(mixed);
      expect(again?.after).toBe(again?.before);
    }
  });

  it('never has an event twice, even before anyone rebuilds', async () => {
    const store = new MemoryCheckoutStore();
    await apply(store, old, 'DONE');
    await apply(store, old, 'REFUNDED');
    expect((await rowIn(store)).checkout).toMatchObject({ status: 'DONE', state: 'succeeded' });
    await apply(store, learned, 'REFUNDED');
    const { checkout, openFacts } = await rowIn(store);
    expect(checkout.history).toHaveLength(2);
    expect(checkout).toMatchObject({ status: 'REFUNDED', state: 'refunded' });
    expect(openFacts).toEqual([]);
  });

  it('leaves a row alone whose provider only a newer version knows', async () => {
    const store = new MemoryCheckoutStore();
    await apply(store, old, 'DONE');
    const row = await rowIn(store);
    expect(rebuiltRow(row, policyOf({}))).toBe(row);
  });

  it('starts again from the row of a writer that was faster', async () => {
    const store = new MemoryCheckoutStore();
    await apply(store, old, 'HELD');
    let isOvertaken = false;
    const rewritten = await rewriteCheckout(
      {
        reader: store,
        store: {
          advance: (key, entries) => store.advance(key, entries),
          replace: async (seen, next) => {
            if (!isOvertaken) await apply(store, learned, 'DONE');
            isOvertaken = true;
            return store.replace(seen, next);
          },
        },
      },
      aKey,
      (row) => rebuiltRow(row, policyOf(learned)),
      { write: true, signal },
    );
    expect(rewritten?.after.checkout.history).toHaveLength(2);
    expect((await rowIn(store)).checkout).toMatchObject({ status: 'DONE', state: 'succeeded' });
  });
});

describe('Resolving a checkout', () => {
  const by = { who: 'ann', when: '2026-01-02T00:00:00.000Z', note: 'refunded by hand' };
  const resolve = (store: MemoryCheckoutStore) =>
    rewriteCheckout({ reader: store, store }, aKey, (row) => resolvedRow(row, policyOf(old), by), {
      write: true,
      signal,
    });

  it('takes it out of what waits for a person, and a new fact brings it back', async () => {
    const store = new MemoryCheckoutStore();
    for (const status of ['FAILED', 'DONE']) await apply(store, old, status);
    expect((await rowIn(store)).openFacts.map(({ key }) => key)).toEqual(['conflict|DONE|FAILED']);
    await resolve(store);
    expect(await rowIn(store)).toMatchObject({
      openFacts: [],
      resolution: { ...by, kinds: ['conflict'], facts: ['conflict|DONE|FAILED'] },
    });
    await apply(store, old, 'DONE');
    expect((await rowIn(store)).openFacts).toEqual([]);
    await apply(store, old, 'SEIZED');
    expect((await rowIn(store)).openFacts.map(({ key }) => key)).toEqual(['unknown_status|SEIZED']);
    expect((await rowIn(store)).resolution).toMatchObject({ note: 'refunded by hand' });
  });
});
