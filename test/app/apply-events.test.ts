import { describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { type CheckoutStore, PortFault, type StoredCheckout } from '../../lib/app/ports.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { kindOf, type StoredFact } from '../../lib/checkout/rows/checkout-row.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { applyingTo } from '../../proof/kit/rows.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';

const signal = new AbortController().signal;
const created = anEntry({ status: 'NEW', rank: 10 });
const paid = anEntry({ status: 'SUCCESS', state: 'succeeded', rank: 60 });
const requested = anEntry({ status: 'REQUEST_CREATED', rank: 20 });
const expired = anEntry({ status: 'EXPIRED', state: 'expired', rank: 40 });

/** A store that writes down which of its calls were made. */
function countedStore() {
  const store = new MemoryCheckoutStore();
  const calls: string[] = [];
  const counted: CheckoutStore = {
    advance: (key, entries) => {
      calls.push('advance');
      return store.advance(key, entries);
    },
    replace: (seen, next) => {
      calls.push('replace');
      return store.replace(seen, next);
    },
  };
  const apply = async (...entries: NonEmpty<HistoryEntry>) => {
    calls.length = 0;
    const raised: StoredFact[] = [];
    const applying = applyingTo(counted, (facts) => raised.push(...facts));
    const outcomes = await applyEvents(applying, aKey, entries, signal);
    return { calls: [...calls], outcomes, raised };
  };
  return { store, apply };
}

describe('Applying events of a checkout', () => {
  it('takes one write for events in order', async () => {
    const { apply } = countedStore();
    expect(await apply(created)).toMatchObject({ calls: ['advance'], outcomes: ['advanced'] });
    expect(await apply(requested, paid)).toMatchObject({
      calls: ['advance'],
      outcomes: ['advanced', 'advanced'],
    });
  });

  it('takes one refused write for events that are known', async () => {
    const { apply } = countedStore();
    await apply(created, paid);
    expect(await apply(paid, created)).toMatchObject({
      calls: ['advance'],
      outcomes: ['duplicate', 'duplicate'],
    });
  });

  it('takes two writes for a late event, and says that it was late', async () => {
    const { apply, store } = countedStore();
    await apply(paid);
    expect(await apply(created)).toMatchObject({ calls: ['advance', 'replace'], outcomes: ['late'] });
    expect(await store.byId(aKey.checkoutId)).toMatchObject([
      { checkout: { status: 'SUCCESS', history: { length: 2 } } },
    ]);
  });

  it('counts an event that one call brings twice as applied once', async () => {
    const { apply } = countedStore();
    expect(await apply(created, created)).toMatchObject({ outcomes: ['advanced', 'duplicate'] });
  });

  it('raises what is new to look at, even when the row was advanced without having been seen', async () => {
    const { apply } = countedStore();
    expect((await apply(expired)).raised).toEqual([]);
    expect((await apply(paid)).raised.map(kindOf)).toEqual(['conflict']);
    expect((await apply(paid)).raised).toEqual([]);
  });

  // While two versions run side by side, the older one must not write a row that it cannot read.
  it('leaves a row that a newer version wrote as it is, once the events are in it', async () => {
    const refusing: CheckoutStore = {
      advance: async () => ({ written: true, before: 'unreadable' }),
      replace: () => Promise.reject(new Error('was asked')),
    };
    const raised: StoredFact[] = [];
    const applying = applyingTo(refusing, (facts) => raised.push(...facts));
    const outcomes = await applyEvents(applying, aKey, [expired, paid], signal);
    expect({ outcomes, raised }).toEqual({ outcomes: ['advanced', 'advanced'], raised: [] });
  });

  it('gives up after ten writes that others overtook: the queue’s retry spreads them out', async () => {
    let revision = 0;
    const overtaken = async (): Promise<{ written: false; current: StoredCheckout }> => {
      revision += 1;
      return {
        written: false,
        current: { checkout: checkoutOf(aKey, [anEntry()]), openFacts: [], revision },
      };
    };
    const store: CheckoutStore = { advance: overtaken, replace: overtaken };
    const applied = applyEvents(applyingTo(store), aKey, [created], signal);
    await expect(applied).rejects.toThrow(
      new PortFault('Gave up after 10 writes that other writers overtook.'),
    );
    await expect(applied).rejects.toHaveProperty('name', 'PortFault');
    expect(revision).toBe(10);
  });
});
