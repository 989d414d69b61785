import { describe, expect, it } from 'vitest';
import { AmbiguousCheckout, readCheckouts } from '../../lib/app/read-checkouts.ts';
import type { CheckoutState } from '../../lib/checkout/state.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
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
