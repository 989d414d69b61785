import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { CheckoutRow } from '../../../lib/checkout/rows/checkout-row.ts';
import { resolvedRow } from '../../../lib/checkout/rows/resolve.ts';
import { aKey, anEntry } from '../entry-builder.ts';

const policy = { lifecycle: {}, retentionDays: 0 };
const by = { who: 'ann', when: '2026-01-02T00:00:00.000Z', note: 'refunded by hand' };
const failed = anEntry({ status: 'FAILED', state: 'failed', rank: 40 });
const done = anEntry({ status: 'DONE', state: 'succeeded', rank: 50 });
const conflicting: CheckoutRow = { checkout: checkoutOf(aKey, [failed, done]), openFacts: [] };

describe('Resolving a row', () => {
  it('says who resolved which kinds, when and why, and leaves nothing open', () => {
    expect(resolvedRow(conflicting, policy, by)).toEqual({
      checkout: conflicting.checkout,
      openFacts: [],
      resolution: { ...by, kinds: ['conflict'], facts: ['conflict|DONE|FAILED'] },
    });
  });

  it('resolves what only a newer version knows too', () => {
    const openFacts = [{ key: 'chargeback|DONE', reason: 'The bank took the money back.' }];
    const row = resolvedRow({ ...conflicting, openFacts }, policy, by);
    expect(row).toMatchObject({ openFacts: [], resolution: { kinds: ['conflict', 'chargeback'] } });
  });

  it('remembers what was resolved before, each fact once', () => {
    const odd = anEntry({ status: 'SEIZED', state: 'unknown', rank: 1 });
    const first = resolvedRow(conflicting, policy, by);
    const second = resolvedRow({ ...first, checkout: checkoutOf(aKey, [failed, done, odd]) }, policy, by);
    expect(second.resolution).toMatchObject({
      kinds: ['unknown_status'],
      facts: ['conflict|DONE|FAILED', 'unknown_status|SEIZED'],
    });
  });

  it('changes nothing when nothing is open, and says so by returning the same object', () => {
    const resolved = resolvedRow(conflicting, policy, by);
    expect(resolvedRow(resolved, policy, { ...by, who: 'bob' })).toBe(resolved);
    const ordinary: CheckoutRow = { checkout: checkoutOf(aKey, [done]), openFacts: [] };
    expect(resolvedRow(ordinary, policy, by)).toBe(ordinary);
  });
});
