import { describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { type FoundCheckout, InvalidCursor } from '../../lib/app/ports.ts';
import {
  AmbiguousCheckout,
  keyIn,
  readCheckouts,
  UnknownState,
  viewFound,
} from '../../lib/app/read-checkouts.ts';
import type { CheckoutState } from '../../lib/checkout/state.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { applyingTo } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';

async function table(
  ...rows: readonly (readonly [checkoutId: string, provider: string, state?: CheckoutState])[]
) {
  const store = new MemoryCheckoutStore();
  for (const [index, [checkoutId, provider, state = 'pending']] of rows.entries()) {
    const receivedAt = `2026-01-01T00:${String(index).padStart(2, '0')}:00.000Z`;
    await store.advance({ checkoutId, provider }, [
      anEntry({ state, receivedAt, details: { reference: 'order-1' } }),
    ]);
  }
  return readCheckouts(store, findProvider);
}
const idsOf = ({ items }: { readonly items: readonly { readonly checkoutId: string }[] }) =>
  items.map(({ checkoutId }) => checkoutId);

describe('Reading one checkout', () => {
  it('gives its view, and undefined for one that nobody has heard of', async () => {
    const checkouts = await table(['CCO-1', 'inqud'], ['CCO-2', 'inqud']);
    expect(await checkouts.get('CCO-2')).toMatchObject({ checkoutId: 'CCO-2', final: false, attention: [] });
    expect(await checkouts.get('CCO-3')).toBeUndefined();
  });

  it('needs the provider’s name only if two of them use the same id', async () => {
    const checkouts = await table(['1', 'inqud'], ['1', 'tweed']);
    expect(await checkouts.get('1', 'tweed')).toMatchObject({ provider: 'tweed' });
    expect(await checkouts.get('1', 'nobody')).toBeUndefined();
    const asked = checkouts.get('1');
    await expect(asked).rejects.toThrow(AmbiguousCheckout);
    await expect(asked).rejects.toMatchObject({
      name: 'AmbiguousCheckout',
      message: '1 is a checkout of inqud and tweed. Specify the provider.',
    });
  });
});

describe('Listing checkouts', () => {
  const rows = Array.from({ length: 30 }, (_, index) => [`CCO-${index}`, 'inqud'] as const);

  it('gives pages of 25 unless asked for otherwise, and the way to the next', async () => {
    const checkouts = await table(...rows);
    const page = await checkouts.findByReference('order-1');
    expect(page.items).toHaveLength(25);
    const { cursor = '' } = page;
    expect(idsOf(await checkouts.findByReference('order-1', { cursor }))).toHaveLength(5);
    expect(idsOf(await checkouts.findByReference('order-1', { limit: 3 }))).toEqual([
      'CCO-0',
      'CCO-1',
      'CCO-2',
    ]);
    expect((await checkouts.findByReference('order-2')).items).toEqual([]);
  });

  it('asks the table for a list of states, also when it is one', async () => {
    const asked: unknown[] = [];
    const reader = new MemoryCheckoutStore();
    reader.byState = async (states) => {
      asked.push(states);
      return { items: [] };
    };
    await readCheckouts(reader, findProvider).listByState('failed');
    await readCheckouts(reader, findProvider).listByState(['failed', 'review']);
    expect(asked).toEqual([['failed'], ['failed', 'review']]);
  });

  it('takes one state or several, the latest change first', async () => {
    const checkouts = await table(
      ['CCO-1', 'inqud', 'failed'],
      ['CCO-2', 'inqud', 'review'],
      ['CCO-3', 'inqud', 'failed'],
    );
    expect(idsOf(await checkouts.listByState('failed'))).toEqual(['CCO-3', 'CCO-1']);
    expect(idsOf(await checkouts.listByState(['failed', 'review']))).toEqual(['CCO-3', 'CCO-2', 'CCO-1']);
    expect(idsOf(await checkouts.listByState('failed', { order: 'oldest_first' }))).toEqual([
      'CCO-1',
      'CCO-3',
    ]);
    expect((await (await table(...rows)).listByState('pending')).items).toHaveLength(25);
  });
});

describe('Listing checkouts refuses', () => {
  it('a state that does not exist, because an empty list would look like good news', async () => {
    const checkouts = await table(['CCO-1', 'inqud', 'failed']);
    // @ts-expect-error: a caller in JavaScript has no types.
    const asked = checkouts.listByState(['failed', 'broken']);
    await expect(asked).rejects.toThrow(UnknownState);
    await expect(asked).rejects.toMatchObject({
      name: 'UnknownState',
      message:
        'broken is not a state. The states are pending, processing, succeeded, failed, expired, review, refunded, unknown.',
    });
  });

  it('a cursor that no page of the list returned', async () => {
    const checkouts = await table(['CCO-1', 'inqud'], ['CCO-2', 'inqud']);
    const { cursor = '' } = await checkouts.findByReference('order-1', { limit: 1 });
    const asked = checkouts.listByState('pending', { cursor });
    await expect(asked).rejects.toThrow(InvalidCursor);
    await expect(asked).rejects.toHaveProperty('name', 'InvalidCursor');
  });
});

describe('Listing checkouts that wait for a person', () => {
  async function waiting(count: number) {
    const store = new MemoryCheckoutStore();
    for (let index = 0; index < count; index += 1) {
      const key = { checkoutId: `CCO-${index}`, provider: 'inqud' };
      const receivedAt = `2026-01-01T00:${String(index).padStart(2, '0')}:00.000Z`;
      const [failed, paid] = [
        anEntry({ status: 'EXPIRED', state: 'expired', rank: 40, receivedAt }),
        anEntry({ status: 'SUCCESS', state: 'succeeded', rank: 60, receivedAt }),
      ];
      await applyEvents(applyingTo(store), key, [failed, paid], new AbortController().signal);
    }
    await store.advance({ checkoutId: 'CCO-ordinary', provider: 'inqud' }, [anEntry()]);
    return readCheckouts(store, findProvider);
  }

  it('says why they wait, and leaves out all others', async () => {
    const { items } = await (await waiting(1)).listByAttention();
    expect(items).toMatchObject([
      {
        checkoutId: 'CCO-0',
        attention: [{ kind: 'conflict', reason: 'The provider reported both SUCCESS and EXPIRED.' }],
      },
    ]);
  });

  it('gives pages of 25 unless asked for otherwise, the latest change first', async () => {
    const checkouts = await waiting(27);
    expect((await checkouts.listByAttention()).items).toHaveLength(25);
    expect(idsOf(await checkouts.listByAttention({ limit: 2 }))).toEqual(['CCO-26', 'CCO-25']);
    expect(idsOf(await checkouts.listByAttention({ limit: 1, order: 'oldest_first' }))).toEqual(['CCO-0']);
  });
});

describe('A row that a newer version wrote', () => {
  const found: FoundCheckout = {
    kind: 'unreadable',
    checkoutId: 'CCO-1',
    provider: 'inqud',
    status: 'PAID',
    state: 'succeeded',
    since: '2026-01-01T00:00:00.000Z',
  };

  it('is read with what it says in plain text, and as one that waits for a person', () => {
    expect(viewFound(found, findProvider)).toMatchObject({
      checkoutId: 'CCO-1',
      status: 'PAID',
      attention: [{ kind: 'unreadable' }],
      history: [],
    });
  });

  it('has a key like any other', async () => {
    const store = new MemoryCheckoutStore();
    await store.advance({ checkoutId: 'CCO-2', provider: 'tweed' }, [anEntry()]);
    const readable = await store.byId('CCO-2');
    expect([found, ...readable].map(keyIn)).toStrictEqual([
      { checkoutId: 'CCO-1', provider: 'inqud' },
      { checkoutId: 'CCO-2', provider: 'tweed' },
    ]);
  });
});
