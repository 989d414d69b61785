import { describe, expect, it } from 'vitest';
import {
  type CheckoutReader,
  type CheckoutStore,
  type FoundCheckout,
  PortFault,
} from '../../lib/app/ports.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { CheckoutRow } from '../../lib/checkout/rows/checkout-row.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';

const signal = new AbortController().signal;
const fact = { key: 'chargeback|DONE', reason: 'The bank took the money back.' };
const withFact = (row: CheckoutRow): CheckoutRow => ({ ...row, openFacts: [fact] });

/** A table with the row of one checkout, which counts the writes that replace a row. */
async function tableWith(key: CheckoutKey) {
  const reader = new MemoryCheckoutStore();
  await reader.advance(key, [anEntry()]);
  const writes: CheckoutRow[] = [];
  const store: CheckoutStore = {
    advance: (ofKey, entries) => reader.advance(ofKey, entries),
    replace: (seen, next) => {
      writes.push(next);
      return reader.replace(seen, next);
    },
  };
  return { reader, store, writes };
}

/** A row that a newer version wrote, as a reader finds it. */
const unreadableRow = (provider: string): FoundCheckout => ({
  kind: 'unreadable',
  checkoutId: aKey.checkoutId,
  provider,
  status: 'PAID',
  state: 'charged_back',
  since: '2026-01-01T00:00:00.000Z',
});

const finding = (reader: CheckoutReader, ...rows: readonly FoundCheckout[]): CheckoutReader =>
  Object.assign(reader, { byId: async () => rows });

describe('Rewriting a row', () => {
  it('writes the new row once, and returns it beside the old one', async () => {
    const { writes, ...table } = await tableWith(aKey);
    const rewritten = await rewriteCheckout(table, aKey, withFact, { write: true, signal });
    expect([rewritten?.before.openFacts, rewritten?.after.openFacts]).toEqual([[], [fact]]);
    expect(writes).toEqual([rewritten?.after]);
    expect(await table.reader.byId(aKey.checkoutId)).toMatchObject([{ openFacts: [fact], revision: 2 }]);
  });

  it('writes nothing when nothing changes', async () => {
    const { writes, ...table } = await tableWith(aKey);
    const rewritten = await rewriteCheckout(table, aKey, (row) => row, { write: true, signal });
    expect(rewritten?.after).toBe(rewritten?.before);
    expect(writes).toEqual([]);
  });

  it('writes nothing when it is only asked what it would write', async () => {
    const { writes, ...table } = await tableWith(aKey);
    const rewritten = await rewriteCheckout(table, aKey, withFact, { write: false, signal });
    expect(rewritten?.after.openFacts).toEqual([fact]);
    expect(writes).toEqual([]);
  });

  it('finds no row where there is none, or only that of another provider', async () => {
    const { writes, ...table } = await tableWith({ ...aKey, provider: 'tweed' });
    expect(await rewriteCheckout(table, aKey, withFact, { write: true, signal })).toBeUndefined();
    const other = { ...aKey, checkoutId: 'CCO-2' };
    expect(await rewriteCheckout(table, other, withFact, { write: true, signal })).toBeUndefined();
    expect(writes).toEqual([]);
  });

  it('changes only the row of the provider when two of them use the same id', async () => {
    const table = await tableWith({ ...aKey, provider: 'tweed' });
    await table.reader.advance(aKey, [anEntry()]);
    await rewriteCheckout(table, aKey, withFact, { write: true, signal });
    expect(table.writes).toMatchObject([{ checkout: { provider: aKey.provider } }]);
  });

  it('fails on a row that a newer version wrote, and writes nothing', async () => {
    const { reader, store, writes } = await tableWith(aKey);
    const table = { reader: finding(reader, unreadableRow(aKey.provider)), store };
    const rewriting = rewriteCheckout(table, aKey, withFact, { write: true, signal });
    await expect(rewriting).rejects.toThrow(new PortFault('A newer version wrote the row.'));
    expect(writes).toEqual([]);
  });

  it('rewrites a row although a newer version wrote that of another provider with the same id', async () => {
    const { reader, store, writes } = await tableWith(aKey);
    const rows = await reader.byId(aKey.checkoutId);
    const table = { reader: finding(reader, unreadableRow('tweed'), ...rows), store };
    await rewriteCheckout(table, aKey, withFact, { write: true, signal });
    expect(writes).toHaveLength(1);
  });

  it('finds no row when it is deleted meanwhile', async () => {
    const { reader } = await tableWith(aKey);
    const deleted: CheckoutStore = {
      advance: reader.advance,
      replace: async () => ({ written: false, current: undefined }),
    };
    const rewriting = rewriteCheckout({ reader, store: deleted }, aKey, withFact, { write: true, signal });
    expect(await rewriting).toBeUndefined();
  });

  it('gives up after ten writes that others overtook', async () => {
    const { reader } = await tableWith(aKey);
    const [current] = await reader.byId(aKey.checkoutId);
    let writes = 0;
    const busy: CheckoutStore = {
      advance: reader.advance,
      replace: async () => {
        writes += 1;
        return { written: false, current: current?.kind === 'readable' ? current : undefined };
      },
    };
    const rewriting = rewriteCheckout({ reader, store: busy }, aKey, withFact, { write: true, signal });
    await expect(rewriting).rejects.toThrow('Gave up after 10 writes that other writers overtook.');
    expect(writes).toBe(10);
  });
});
