import { describe, expect, it } from 'vitest';
import { polar } from '../../../lib/providers/polar.ts';

const at = '2026-01-01T00:00:00Z';
const checkout = { id: 'co-1', status: 'open', total_amount: 1055, currency: 'usd' };
const parse = (type: string, data: unknown, timestamp: unknown = at) =>
  polar.parse(Buffer.from(JSON.stringify({ type, timestamp, data })), {});

describe('A webhook of Polar', () => {
  it.each([
    ['open', 'pending', 10],
    ['confirmed', 'processing', 20],
    ['expired', 'expired', 30],
    ['failed', 'failed', 40],
    ['succeeded', 'succeeded', 50],
    ['partially_refunded', 'refunded', 60],
    ['refunded', 'refunded', 70],
    ['paused', 'unknown', 1],
  ])('with the status %s has the state %s', (status, state, rank) => {
    expect(parse('checkout.updated', { ...checkout, status })).toMatchObject({ status, state, rank });
  });

  it.each(['checkout.created', 'checkout.updated', 'checkout.expired', 'checkout.anything_new'])(
    'of the type %s is about its checkout',
    (type) => {
      expect(parse(type, checkout)).toMatchObject({ kind: 'checkout', checkoutId: 'co-1' });
    },
  );

  it('of a refunded order is about the checkout that it names', () => {
    const order = {
      id: 'or-1',
      checkout_id: 'co-1',
      status: 'refunded',
      total_amount: 1055,
      currency: 'usd',
    };
    expect(parse('order.refunded', order)).toMatchObject({ checkoutId: 'co-1', state: 'refunded' });
    const other = { kind: 'ignored', type: 'order.refunded without a checkout' };
    expect(parse('order.refunded', { ...order, checkout_id: null })).toEqual(other);
    expect(parse('order.refunded', { ...order, checkout_id: undefined })).toEqual(other);
  });

  it.each([
    'order.created',
    'order.paid',
    'order.updated',
    'benefit.created',
    'benefit_grant.cycled',
    'customer.state_changed',
    'customer_seat.claimed',
    'discount.updated',
    'member.deleted',
    'organization.updated',
    'product.created',
    'refund.created',
    'subscription.active',
  ])('of the type %s is ignored', (type) => {
    expect(parse(type, {})).toEqual({ kind: 'ignored', type });
  });

  it.each(['payout.created', 'order.disputed', 'checkout', 'xcheckout.updated', ''])(
    'of the type %j is unreadable, because nobody knows it',
    (type) => {
      expect(parse(type, checkout)).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
    },
  );

  it.each([
    ['1055', 'usd', { amount: '10.55', currency: 'USD' }],
    [1055, 'JPY', { amount: '1055', currency: 'JPY' }],
    [1055, 'huf', { amount: '10.55', currency: 'HUF' }],
    [1055, 'xyz', { rawAmount: '1055', rawCurrency: 'xyz' }],
    [null, 'usd', {}],
    [1055, null, {}],
  ])('has the amount %j %j in the major unit', (total_amount, currency, details) => {
    expect(parse('checkout.updated', { ...checkout, total_amount, currency })).toMatchObject({ details });
    const { details: found } = {
      details: {},
      ...parse('checkout.updated', { ...checkout, total_amount, currency }),
    };
    expect(found).toEqual(details);
  });

  it.each([
    [{ reference: 'a', order_id: 'b', orderId: 'c' }, 'a'],
    [{ order_id: 'b', orderId: 'c' }, 'b'],
    [{ reference: '', orderId: 'c' }, 'c'],
    [{ reference: 17 }, '17'],
    [{ reference: {} }, undefined],
    [[], undefined],
    [null, undefined],
  ])('has the reference of the metadata %j', (data, reference) => {
    const webhook = parse('checkout.updated', { ...checkout, metadata: data });
    expect(webhook).toHaveProperty('details');
    expect('details' in webhook ? webhook.details.reference : 'none').toBe(reference);
  });

  it('needs its time, its id and its status', () => {
    expect(parse('checkout.updated', checkout, 'soon')).toMatchObject({
      reason: 'unexpected_shape at timestamp',
    });
    expect(parse('checkout.updated', { status: 'open' })).toMatchObject({ reason: 'unexpected_shape at id' });
    expect(parse('checkout.updated', { id: 'co-1' })).toMatchObject({ reason: 'unexpected_shape at status' });
  });

  it('goes back from confirmed to open by its time', () => {
    const [confirmed, open] = [
      parse('checkout.updated', { ...checkout, status: 'confirmed' }, '2026-01-01T00:00:01.000001Z'),
      parse('checkout.updated', checkout, '2026-01-01T00:00:01.000002Z'),
    ];
    expect([confirmed, open]).toMatchObject([
      { updatedAt: '2026-01-01T00:00:01.000001000Z' },
      { updatedAt: '2026-01-01T00:00:01.000002000Z' },
    ]);
    expect(confirmed).not.toHaveProperty('order');
  });
});
