import { describe, expect, it } from 'vitest';
import { CLAIM_PURPOSE, claimRefusal } from '../../lib/checkout/claim.ts';
import { checkoutView } from '../cli/render/checkout-view-builder.ts';

const paid = checkoutView({
  status: 'SUCCESS',
  state: 'succeeded',
  final: true,
  amount: '100.25',
  currency: 'USD',
});
const price = { amount: '100.25', currency: 'USD' };
const conflict = { kind: 'conflict', reason: 'Both.' } as const;
const claims = [{ purpose: 'ship', at: '2026-01-01T00:00:00.000Z' }];

describe('A claim', () => {
  it('is possible while the checkout has succeeded, needs nobody and has the expected price', () => {
    expect(claimRefusal(paid, 'ship', price)).toBeUndefined();
    expect(claimRefusal(paid, 'ship', undefined)).toBeUndefined();
    expect(claimRefusal({ ...paid, claims }, 'invoice', price)).toBeUndefined();
  });

  it('is refused for the first reason that applies', () => {
    const bad = { ...paid, claims, state: 'failed', attention: [conflict], amount: '1' } as const;
    expect(claimRefusal(undefined, 'ship', price)).toBe('not_found');
    expect(claimRefusal(bad, 'ship', price)).toBe('already_claimed');
    expect(claimRefusal({ ...bad, claims: [] }, 'ship', price)).toBe('not_succeeded');
    expect(claimRefusal({ ...bad, claims: [], state: 'succeeded' }, 'ship', price)).toBe('needs_attention');
    expect(claimRefusal({ ...paid, amount: '1' }, 'ship', price)).toBe('amount_differs');
  });

  it.each(['pending', 'processing', 'failed', 'expired', 'review', 'refunded', 'unknown'] as const)(
    'is refused in the state %s',
    (state) => {
      expect(claimRefusal({ ...paid, state }, 'ship', price)).toBe('not_succeeded');
    },
  );

  it.each([
    ['100', '100.0', true],
    ['100', '0100.00', true],
    ['100.250', '100.25', true],
    ['0.5', '0.50', true],
    ['0', '0.00', true],
    ['100', '1000', false],
    ['100.25', '100.2', false],
    ['1.05', '1.5', false],
    ['100', '1e2', false],
    ['100', '+100', false],
    ['100', '', false],
    ['100', '100.', false],
    ['100', ' 100', false],
    ['99.46291000000000000001', '99.46291', false],
    ['9007199254740993', '9007199254740992', false],
    ['-5', '-5', false],
    [null, '0', false],
  ])('compares %j with %j as decimal numbers', (amount, expected, isSame) => {
    const refusal = claimRefusal({ ...paid, amount }, 'ship', { amount: expected, currency: 'USD' });
    expect(refusal).toBe(isSame ? undefined : 'amount_differs');
  });

  it.each([
    ['USD', 'usd', true],
    ['USD', 'EUR', false],
    [null, 'USD', false],
    ['USD', '', false],
  ])('compares the currency %j with %j', (currency, expected, isSame) => {
    const refusal = claimRefusal({ ...paid, currency }, 'ship', { amount: '100.25', currency: expected });
    expect(refusal).toBe(isSame ? undefined : 'amount_differs');
  });

  it('has a purpose that is a short name', () => {
    for (const good of ['ship', 'send-e-mail', 'a_1', 'x']) expect(good).toMatch(CLAIM_PURPOSE);
    for (const bad of ['', 'Ship', '1st', 'a b', 'a'.repeat(33), 'ship\n', 'é', '#x'])
      expect(bad).not.toMatch(CLAIM_PURPOSE);
  });
});
