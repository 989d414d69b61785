import { describe, expect, it } from 'vitest';
import { coinbase } from '../../../lib/providers/coinbase.ts';

const parse = (body: unknown) => coinbase.parse(Buffer.from(JSON.stringify(body)), {});
const webhook = {
  id: '69163c762331ed43dc64a6ef',
  eventType: 'checkout.payment.success',
  status: 'COMPLETED',
  updatedAt: '2025-11-13T20:16:55.097Z',
};
const detailsOf = (changes: object) => {
  const parsed = parse({ ...webhook, ...changes });
  return parsed.kind === 'checkout' && parsed.details;
};

describe('Coinbase Business', () => {
  it('has its name, its title and these headers', () => {
    expect(coinbase).toMatchObject({
      name: 'coinbase',
      title: 'Coinbase Business',
      keptHeaders: ['content-type', 'user-agent', 'x-event-type'],
      eventIdHeader: 'x-event-id',
      dashboard: 'no page: create a webhook subscription with the CDP CLI',
      afterAnswer: {
        401: 'not documented',
        413: 'not documented',
        429: 'not documented',
        503: 'not documented',
      },
    });
  });

  it.each([
    ['ACTIVE', 'pending', 10, 'checkout.updated'],
    ['PROCESSING', 'processing', 20, 'checkout.updated'],
    ['DEACTIVATED', 'expired', 30, 'checkout.updated'],
    ['EXPIRED', 'expired', 35, 'checkout.payment.expired'],
    ['FAILED', 'failed', 40, 'checkout.payment.failed'],
    ['COMPLETED', 'succeeded', 50, 'checkout.payment.success'],
    ['PARTIALLY_REFUNDED', 'refunded', 60, 'checkout.refund.success'],
    ['REFUNDED', 'refunded', 70, 'checkout.refund.success'],
    ['SOMETHING_NEW', 'unknown', 1, 'checkout.updated'],
  ])('reads %s as %s with rank %i, and its sample is a %s', (status, state, rank, eventType) => {
    const at = '2025-11-13T20:16:55.097Z';
    const sample = coinbase.sample({ checkoutId: 'c1', status, at, reference: 'r1' });
    expect(sample).toMatchObject({ eventType, createdAt: at });
    expect(parse(sample)).toEqual({
      kind: 'checkout',
      checkoutId: 'c1',
      status,
      state,
      rank,
      updatedAt: '2025-11-13T20:16:55.097000000Z',
      details: { amount: '100.00', currency: 'USDC', reference: 'r1' },
    });
  });

  it('has a sample like the ones in its documentation', () => {
    const at = '2025-11-13T20:16:55.097Z';
    expect(JSON.parse(JSON.stringify(coinbase.sample({ checkoutId: 'c1', status: 'FAILED', at })))).toEqual({
      id: 'c1',
      url: 'https://payments.coinbase.com/payment-links/pl_01k9zdrbdeezj98vaqaxrfare0',
      amount: '100.00',
      currency: 'USDC',
      network: 'base',
      address: '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
      eventType: 'checkout.payment.failed',
      metadata: {},
      status: 'FAILED',
      createdAt: at,
      updatedAt: at,
    });
  });

  it('expects refunds only after a payment', () => {
    const entries = Object.entries(coinbase.lifecycles[''] ?? {});
    const ordinary = entries.flatMap(([from, { mayBeFollowedBy = [] }]) =>
      mayBeFollowedBy.map((to) => `${from} ${to}`),
    );
    expect(ordinary).toEqual([
      'COMPLETED PARTIALLY_REFUNDED',
      'COMPLETED REFUNDED',
      'PARTIALLY_REFUNDED REFUNDED',
    ]);
  });

  it.each([
    'payment_link.payment.success',
    'onramp.transaction.success',
    'my.checkout.payment',
    'checkout',
    '',
  ])('keeps an event of type %j for a person', (eventType) => {
    expect(parse({ ...webhook, eventType })).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  it.each([
    ['no type', { eventType: undefined }, 'unexpected_shape at eventType'],
    ['no id', { id: undefined }, 'unexpected_shape at id'],
    ['an id with a space', { id: 'a b' }, 'unexpected_shape at id'],
    ['no status', { status: undefined }, 'unexpected_shape at status'],
    ['no time', { updatedAt: undefined }, 'unexpected_shape at updatedAt'],
    ['a time that is none', { updatedAt: 'soon' }, 'unexpected_shape at updatedAt'],
  ])('refuses %s, and names the field', (_what, changes, reason) => {
    expect(parse({ ...webhook, ...changes })).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    ['nothing', {}, {}],
    ['null everywhere', { amount: null, currency: null, metadata: null, transactionHash: null }, {}],
    ['an amount without a currency', { amount: '1.50' }, { amount: '1.50' }],
    ['a currency without an amount', { currency: 'USDC' }, {}],
    ['a number', { amount: 1e-7, currency: 'usdc' }, { amount: '0.0000001', currency: 'USDC' }],
    ['an amount that is none', { amount: 'much', currency: 'USDC' }, {}],
    ['a payment', { transactionHash: '0x1' }, { transactionHash: '0x1' }],
    [
      'the first of three references',
      { metadata: { orderId: 'c', order_id: 'b', reference: 'a' } },
      { reference: 'a' },
    ],
    [
      'the second reference',
      { metadata: { orderId: 'c', order_id: 'b', reference: '' } },
      { reference: 'b' },
    ],
    ['the third reference', { metadata: { orderId: 7 } }, { reference: '7' }],
    ['metadata without one', { metadata: { customerId: 'c' } }, {}],
    ['the sum in fiat money, which is not read', { fiatAmount: '1', fiatCurrency: 'USD' }, {}],
  ])('reads the details of %s', (_what, changes, details) => {
    expect(detailsOf(changes)).toStrictEqual(details);
  });
});
