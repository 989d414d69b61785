/** A short run of `npm run shop-proof`, and what its judge finds wrong. */

import { describe, expect, it } from 'vitest';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { memoryCheckouts } from '../../lib/testing.ts';
import { type JudgedOrder, judgeShop } from './judge-shop.ts';
import type { PlannedOrder } from './order-plan.ts';
import { runShop } from './shop-run.ts';

const options = { webhooks: 120, seed: 20_261_130, perSecond: 20, limitMs: 420_000 };

describe('The example shop, while it and the service are killed', () => {
  it('ships every paid order once, and nothing else', { timeout: 500_000 }, async () => {
    const { findings, counts, kills } = await runShop(options);
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ 'shipped twice': 0, 'shipped unpaid': 0, 'paid and not shipped': 0 });
    expect(counts['shipped once']).toBeGreaterThan(10);
    expect(kills['kills of the shop']).toBeGreaterThan(1);
  });
});

describe('The judge finds', async () => {
  const order: PlannedOrder = {
    id: 'order-1',
    checkoutId: 'CCO-1',
    amount: '100.250',
    currency: 'USD',
    fate: 'paid',
  };
  const right: JudgedOrder = {
    order,
    row: await paidRow(),
    shown: { id: 'order-1', state: 'succeeded', parcel: 'parcel-1', contradicted: false },
    parcels: 1,
  };

  it('nothing wrong with an order that was paid and shipped once', () => {
    expect(judgeShop([right]).findings).toEqual([]);
  });

  it.each<[string, Partial<JudgedOrder>]>([
    ['shipped in 2 parcels', { parcels: 2 }],
    ['shipped and never paid', { order: { ...order, amount: '100.26' } }],
    ['paid and not shipped', { parcels: 0 }],
    ['the shop has another state than the row', { shown: { ...right.shown, state: 'pending' } }],
    ['the shop does not know its parcel', { shown: { ...right.shown, parcel: null } }],
    ['the shop shows no contradiction', { shown: { ...right.shown, contradicted: true } }],
  ])('%s', (problem, wrong) => {
    expect(judgeShop([{ ...right, ...wrong }]).findings.join()).toContain(problem);
  });

  it('shipped without a claim', () => {
    const row = right.row && { ...right.row, claims: [] };
    expect(judgeShop([{ ...right, row }]).findings.join()).toContain('shipped without a claim');
  });
});

async function paidRow(): Promise<CheckoutView | undefined> {
  const checkouts = memoryCheckouts();
  await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS' });
  await checkouts.claim('CCO-1', 'ship', { amount: '100.25', currency: 'USD' });
  return checkouts.get('CCO-1');
}
