import { describe, expect, it } from 'vitest';
import { razorpay } from '../../../lib/providers/razorpay.ts';
import { aboutPayment, lifecycle, ORDER, parse, SECONDS } from './razorpay-webhooks.ts';

const aboutOrder = (order: object, payment: object = {}) =>
  parse({
    event: 'order.paid',
    created_at: SECONDS,
    payload: {
      payment: { entity: { order_id: ORDER, ...payment } },
      order: { entity: { id: ORDER, ...order } },
    },
  });
const detailsOf = (parsed: ReturnType<typeof parse>) => parsed.kind === 'checkout' && parsed.details;

describe('Razorpay', () => {
  it('has its name, its title, these headers to keep, and the id of the event in a header', () => {
    expect(razorpay).toMatchObject({
      name: 'razorpay',
      title: 'Razorpay',
      keptHeaders: ['content-type', 'user-agent'],
      eventIdHeader: 'x-razorpay-event-id',
      dashboard: 'Account & Settings, Webhooks',
      afterAnswer: { 401: 'retries', 413: 'retries', 429: 'retries', 503: 'retries' },
    });
  });

  it.each([
    ['payment.failed', {}, 'payment.failed', 'pending'],
    ['payment.authorized', {}, 'payment.authorized', 'processing'],
    ['payment.captured', { captured: true }, 'payment.captured', 'succeeded'],
    ['order.paid', {}, 'order.paid', 'succeeded'],
    ['refund.created', { refund_status: 'full', captured: true }, 'refund.created', 'refunded'],
    ['refund.created', { refund_status: 'partial' }, 'refund.created_partial', 'refunded'],
    ['refund.created', { refund_status: 'partial', captured: false }, 'refund.of_uncaptured', 'pending'],
    ['refund.processed', { refund_status: 'full' }, 'refund.processed', 'refunded'],
    ['refund.processed', { refund_status: 'partial' }, 'refund.processed_partial', 'refunded'],
    ['refund.processed', { refund_status: 'full', captured: false }, 'refund.of_uncaptured', 'pending'],
    ['refund.failed', { refund_status: 'partial', captured: false }, 'refund.failed', 'review'],
    ['payment.dispute.created', { refund_status: 'partial' }, 'payment.dispute.created', 'review'],
    ['payment.dispute.under_review', {}, 'payment.dispute.under_review', 'review'],
    ['payment.dispute.action_required', {}, 'payment.dispute.action_required', 'review'],
    ['payment.dispute.lost', { refund_status: 'full' }, 'payment.dispute.lost', 'review'],
    ['payment.dispute.closed', { refund_status: 'full' }, 'payment.dispute.closed', 'review'],
    ['payment.dispute.won', { refund_status: null }, 'payment.dispute.won', 'succeeded'],
    ['payment.dispute.won', { refund_status: 'partial' }, 'payment.dispute.won_refunded', 'refunded'],
    ['payment.captured', { refund_status: 'partial', captured: false }, 'payment.captured', 'succeeded'],
    ['payment.pending', {}, 'payment.pending', 'unknown'],
  ])('reads %s with %j as %s, which is %s', (event, payment, status, state) => {
    expect(aboutPayment(event, payment)).toMatchObject({ checkoutId: ORDER, status, state });
  });

  it('has no status that can be final without money, because a customer may pay again', () => {
    expect(Object.values(lifecycle).filter(({ state }) => state === 'failed' || state === 'expired')).toEqual(
      [],
    );
  });
});

describe('The checkout of Razorpay', () => {
  it('is the order, which the payment names too', () => {
    expect(aboutOrder({})).toMatchObject({ checkoutId: ORDER });
    expect(aboutOrder({ id: 'order_2' })).toMatchObject({ checkoutId: 'order_2' });
    expect(aboutOrder({ id: null })).toMatchObject({ checkoutId: ORDER });
  });

  it.each([null, undefined, '', 'a b'])('is the payment if it has no order: %j', (order_id) => {
    expect(aboutPayment('payment.captured', { order_id })).toMatchObject({ checkoutId: 'pay_1' });
  });

  it.each([
    'payment.downtime.started',
    'refund.speed_changed',
    'invoice.paid',
    'subscription.charged',
    'payment_link.paid',
    'qr_code.credited',
    'virtual_account.credited',
    'transfer.processed',
    'settlement.processed',
    'product.route.activated',
    'account.app.authorization_revoked',
    'payout.processed',
    'payout.downtime.started',
    'payout_link.issued',
    'fund_account.validation.completed',
    'transaction.created',
  ])('is nothing that %s is about, so it is ignored', (type) => {
    expect(aboutPayment(type, {}, null)).toEqual({ kind: 'ignored', type });
  });

  it.each([
    'payment.downtimes',
    'refund.speed_changed_again',
    'invoices',
    'my.invoice.paid',
    'transactions.x',
  ])('may be what %s is about, whose type is not in the documentation', (event) => {
    expect(aboutPayment(event)).toMatchObject({ checkoutId: ORDER, status: event, state: 'unknown' });
    expect(parse({ event, created_at: SECONDS })).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  it.each([
    ['no payload', undefined],
    ['no payment', {}],
    ['a payment without an id', { payment: { entity: {} } }],
    ['a payment that is a list', { payment: [] }],
  ])('is not known from %s', (_what, payload) => {
    const body = { event: 'payment.captured', created_at: SECONDS, payload };
    expect(parse(body)).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  it.each(['', 5, null, undefined, 'x'.repeat(129)])('refuses the type %j', (event) => {
    expect(parse({ event, created_at: SECONDS })).toEqual({
      kind: 'unreadable',
      reason: 'unexpected_shape at event',
    });
  });
});

describe('The details of Razorpay', () => {
  it.each([
    [50_000, 'INR', { amount: '500.00', currency: 'INR' }],
    [295, 'JPY', { amount: '295', currency: 'JPY' }],
    [295_990, 'KWD', { amount: '295.990', currency: 'KWD' }],
    [100, 'XXX', { rawAmount: '100', rawCurrency: 'XXX' }],
    [null, 'INR', {}],
    [100, null, {}],
  ])('have %s %s in minor units', (amount, currency, details) => {
    expect(detailsOf(aboutPayment('payment.captured', { amount, currency }))).toEqual(details);
  });

  it('have the price of the order, which a customer may pay in parts', () => {
    const payment = { amount: 100, currency: 'INR' };
    expect(detailsOf(aboutOrder({ amount: 500, currency: 'INR' }, payment))).toEqual({
      amount: '5.00',
      currency: 'INR',
    });
  });

  it.each([
    [{ receipt: 'R-1', notes: { reference: 'N-1' } }, { notes: { reference: 'P-1' } }, 'R-1'],
    [{ receipt: null, notes: { reference: 'N-1', order_id: 'N-2' } }, { notes: { reference: 'P-1' } }, 'N-1'],
    [{ receipt: '', notes: [] }, { notes: { order_id: 'P-2', orderId: 'P-3' } }, 'P-2'],
    [{}, { notes: { orderId: 'P-3' } }, 'P-3'],
    [{}, { notes: { reference_no: 'P-4' } }, undefined],
  ])('have the reference of %j, or of the payment %j', (order, payment, reference) => {
    expect(detailsOf(aboutOrder(order, payment))).toEqual(reference === undefined ? {} : { reference });
  });
});

describe('A sample of Razorpay', () => {
  const request = { checkoutId: ORDER, at: '2026-01-01T00:00:00.999Z' };

  it.each(Object.keys(lifecycle))('of %s says so, with and without a reference', (status) => {
    const { order, ...rest } = {
      order: undefined,
      ...parse(razorpay.sample({ ...request, status, reference: 'A-1' })),
    };
    expect(rest).toMatchObject({ checkoutId: ORDER, status, updatedAt: '2026-01-01T00:00:00.000000000Z' });
    expect(rest).toMatchObject({ details: { amount: '500.00', currency: 'INR', reference: 'A-1' } });
    expect(detailsOf(parse(razorpay.sample({ ...request, status })))).toEqual({
      amount: '500.00',
      currency: 'INR',
    });
  });
});
