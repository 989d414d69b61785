import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { Lifecycle } from '../../../lib/checkout/lifecycle.ts';
import type { CheckoutRow } from '../../../lib/checkout/rows/checkout-row.ts';
import { rebuiltRow } from '../../../lib/checkout/rows/rebuild.ts';
import { aKey, anEntry } from '../entry-builder.ts';

const lifecycle: Lifecycle = {
  NEW: { state: 'pending', rank: 10 },
  HELD: { state: 'processing', rank: 20 },
};
const policy = { lifecycle, retentionDays: 0 };
const created = anEntry({ status: 'NEW', state: 'pending', rank: 10 });
const held = anEntry({ status: 'HELD', state: 'processing', rank: 20 });
const oddWord = { key: 'unknown_status|HELD', reason: "HELD is not in the provider's lifecycle." };
const afterRetention = { key: 'after_retention|e', reason: 'HELD was received later than rows are kept.' };

const rowOf = (given: Partial<CheckoutRow> = {}): CheckoutRow => ({
  checkout: checkoutOf(aKey, [created, held]),
  openFacts: [],
  ...given,
});
const rebuilt = (row: CheckoutRow) => rebuiltRow(row, policy);

describe('Rebuilding a row under today’s lifecycle', () => {
  it('changes nothing when every event has the state and the rank of its status', () => {
    const row = rowOf();
    expect(rebuilt(row)).toBe(row);
  });

  it.each([
    ['a word that the table has learned', { state: 'unknown' as const, rank: 1 }],
    ['a state that the table has changed', { state: 'review' as const, rank: 20 }],
    ['a rank that the table has changed', { state: 'processing' as const, rank: 5 }],
  ])('derives an event again: %s', (_what, step) => {
    const old = rowOf({ checkout: checkoutOf(aKey, [created, { ...held, ...step }]) });
    expect(rebuilt(old)).toEqual(rowOf());
    expect(rebuilt(rebuilt(old))).toEqual(rowOf());
  });

  it('makes an event unknown that the table has lost', () => {
    const row = rowOf({ checkout: checkoutOf(aKey, [anEntry({ ...held, status: 'GONE' })]) });
    expect(rebuilt(row)).toMatchObject({
      checkout: { status: 'GONE', state: 'unknown' },
      openFacts: [{ key: 'unknown_status|GONE' }],
    });
  });

  it('makes one of an event that is there twice', () => {
    const twice = rowOf({ checkout: checkoutOf(aKey, [created, held, created]) });
    expect(rebuilt(twice).checkout.history).toEqual([created, held]);
  });

  it('withdraws a fact for which there is no more reason, although the events stay as they are', () => {
    expect(rebuilt(rowOf({ openFacts: [oddWord] })).openFacts).toEqual([]);
  });

  it('keeps that a webhook came after its row was deleted: only consume knows how long rows are kept', () => {
    const row = rowOf({ openFacts: [afterRetention] });
    expect(rebuilt(row)).toBe(row);
    expect(rebuilt(rowOf({ openFacts: [oddWord, afterRetention] })).openFacts).toEqual([afterRetention]);
  });

  it('keeps what a person resolved', () => {
    const resolution = { kinds: ['unknown_status'], facts: [oddWord.key], who: 'a', when: 'w', note: 'n' };
    const old = rowOf({ checkout: checkoutOf(aKey, [{ ...held, rank: 5 }]), resolution });
    expect(rebuilt(old).resolution).toBe(resolution);
  });
});
