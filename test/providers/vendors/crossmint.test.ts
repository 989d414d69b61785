import { describe, expect, it } from 'vitest';
import { crossmint } from '../../../lib/providers/crossmint.ts';
import { retriesAfterAll } from '../../../lib/providers/provider.ts';

const parse = (body: unknown) => crossmint.parse(Buffer.from(JSON.stringify(body)), {});
const type = 'orders.payment.succeeded';
const order = { orderId: 'b2959ca5-65e4-466a-bd26-1bd05cb4f837' };
const detailsOf = (changes: object) => {
  const parsed = parse({ type, data: { ...order, ...changes } });
  return parsed.kind === 'checkout' && parsed.details;
};
const at = '2026-01-01T00:00:00Z';
const price = { amount: '10.50', currency: 'usd' };

describe('Crossmint', () => {
  it('has its name, its title and these headers', () => {
    expect(crossmint).toMatchObject({
      name: 'crossmint',
      title: 'Crossmint',
      keptHeaders: ['content-type', 'user-agent'],
      eventIdHeader: 'svix-id',
      dashboard: 'Webhooks, Add Endpoint',
      afterAnswer: retriesAfterAll,
    });
    expect(Object.values(crossmint.lifecycles)).toHaveLength(1);
  });

  it.each([
    ['quote.created', 'pending', 10, 'orders.quote.created', 'awaiting-payment'],
    ['quote.updated', 'pending', 20, 'orders.quote.updated', 'awaiting-payment'],
    ['payment.declined', 'pending', 25, 'orders.payment.failed', 'awaiting-payment'],
    ['payment.failed', 'failed', 30, 'orders.payment.failed', 'failed'],
    ['payment.succeeded', 'processing', 40, 'orders.payment.succeeded', 'awaiting-payment'],
    ['delivery.initiated', 'processing', 50, 'orders.delivery.initiated', 'completed'],
    ['delivery.completed', 'succeeded', 60, 'orders.delivery.completed', 'completed'],
    ['delivery.failed', 'review', 70, 'orders.delivery.failed', 'completed'],
    ['payment.refunded', 'unknown', 1, 'orders.payment.refunded', 'awaiting-payment'],
  ])('reads %s as %s with rank %i, and its sample is an %s', (status, state, rank, sent, payment) => {
    const sample = crossmint.sample({ checkoutId: 'c1', status, at, reference: 'r1' });
    const isDelivery = status.includes('delivery');
    expect(JSON.parse(JSON.stringify(sample))).toEqual({
      type: sent,
      data: {
        orderId: 'c1',
        locale: 'en-US',
        quote: { status: 'valid', totalPrice: price },
        payment: {
          status: payment,
          method: 'checkoutcom-flow',
          currency: 'usd',
          ...(isDelivery && { received: price }),
        },
        metadata: { order_id: 'r1' },
      },
    });
    expect(parse(sample)).toStrictEqual({
      kind: 'checkout',
      checkoutId: 'c1',
      status,
      state,
      rank,
      details: {
        amount: '10.50',
        currency: 'USD',
        ...(isDelivery && { amountReceived: '10.50', currencyReceived: 'USD' }),
        reference: 'r1',
      },
    });
  });

  it('has a sample without a reference', () => {
    const sample = crossmint.sample({ checkoutId: 'c1', status: 'payment.succeeded', at });
    expect(JSON.stringify(sample)).toContain('"metadata":{}');
  });

  // A declined payment returns the order to awaiting-payment, so that the buyer can try again.
  it.each([
    [{ status: 'awaiting-payment' }, 'payment.declined'],
    [{ status: 'failed' }, 'payment.failed'],
    [{ status: 'requires-quote' }, 'payment.failed'],
    [{}, 'payment.failed'],
    [null, 'payment.failed'],
  ])('reads a failed payment whose order has the payment %j as %s', (payment, status) => {
    expect(parse({ type: 'orders.payment.failed', data: { ...order, payment } })).toMatchObject({ status });
  });

  it('does not read the payment of other events as a failure', () => {
    const data = { ...order, payment: { status: 'awaiting-payment' } };
    expect(parse({ type: 'orders.quote.updated', data })).toMatchObject({ status: 'quote.updated' });
  });

  it.each(['purchase.succeeded', 'wallets.transfer.in', 'my.orders.quote.created', 'orders', 'ordersX.a'])(
    'keeps an event of type %j for a person',
    (other) => {
      expect(parse({ type: other, data: order })).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
    },
  );

  it.each([
    ['no type', { data: order }, 'unexpected_shape at type'],
    ['an empty type', { type: '', data: order }, 'unknown_type'],
    ['no word after the prefix', { type: 'orders.', data: order }, 'unexpected_shape at (top level)'],
    ['no order', { type }, 'unexpected_shape at (top level)'],
    ['no id', { type, data: {} }, 'unexpected_shape at orderId'],
    ['an id with a space', { type, data: { orderId: 'a b' } }, 'unexpected_shape at orderId'],
  ])('refuses %s, and names the field', (_what, body, reason) => {
    expect(parse(body)).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    ['nothing', {}, {}],
    ['null everywhere', { metadata: null, quote: null, payment: null }, {}],
    ['a quote without a price', { quote: { status: 'expired', totalPrice: null } }, {}],
    [
      'a price in a token',
      { quote: { totalPrice: { amount: '0.0001375741', currency: 'eth' } } },
      { amount: '0.0001375741', currency: 'ETH' },
    ],
    ['a price that is none', { quote: { totalPrice: { amount: 'free', currency: 'usd' } } }, {}],
    [
      'a payment',
      { payment: { received: { amount: 12.5, currency: 'usdc', txId: '0x1' } } },
      { amountReceived: '12.5', currencyReceived: 'USDC', transactionHash: '0x1' },
    ],
    ['a payment of nothing', { payment: { received: {} } }, {}],
    ['a payment of null', { payment: { status: 7, received: null } }, {}],
    [
      'the first reference',
      { metadata: { orderId: 'c', order_id: 'b', reference: 'a' } },
      { reference: 'a' },
    ],
    ['the second reference', { metadata: { orderId: 'c', order_id: 'b' } }, { reference: 'b' }],
    ['the third reference', { metadata: { orderId: 'c' } }, { reference: 'c' }],
  ])('reads the details of %s', (_what, changes, details) => {
    expect(detailsOf(changes)).toStrictEqual(details);
  });
});
