import { describe, expect, it } from 'vitest';
import { btcpay } from '../../../lib/providers/btcpay.ts';

const invoice = { invoiceId: 'inv-1', originalDeliveryId: 'd-1', deliveryId: 'd-2', timestamp: 1767225600 };
const parse = (event: object) => btcpay.parse(Buffer.from(JSON.stringify({ ...invoice, ...event })), {});

describe('A webhook of BTCPay', () => {
  it.each([
    ['InvoiceCreated', {}, 'InvoiceCreated', 'pending', 10],
    ['InvoiceReceivedPayment', { afterExpiration: false }, 'InvoiceReceivedPayment', 'processing', 20],
    ['InvoicePaymentSettled', {}, 'InvoicePaymentSettled', 'processing', 25],
    ['InvoiceProcessing', { overPaid: false }, 'InvoiceProcessing', 'processing', 30],
    ['InvoiceProcessing', { overPaid: true }, 'InvoiceProcessingOverPaid', 'processing', 35],
    ['InvoiceExpired', { partiallyPaid: false }, 'InvoiceExpired', 'expired', 40],
    ['InvoiceExpired', { partiallyPaid: true }, 'InvoiceExpiredPartiallyPaid', 'review', 45],
    [
      'InvoiceReceivedPayment',
      { afterExpiration: true },
      'InvoiceReceivedPaymentAfterExpiration',
      'review',
      55,
    ],
    [
      'InvoicePaymentSettled',
      { afterExpiration: true },
      'InvoicePaymentSettledAfterExpiration',
      'review',
      60,
    ],
    ['InvoiceExpiredPaidPartial', {}, 'InvoiceExpiredPaidPartial', 'review', 46],
    ['InvoicePaidAfterExpiration', {}, 'InvoicePaidAfterExpiration', 'review', 57],
    ['InvoiceRefund', { pullPaymentId: 'pp-1' }, 'InvoiceRefund', 'refunded', 100],
    ['InvoiceSettled', { manuallyMarked: false }, 'InvoiceSettled', 'succeeded', 70],
    ['InvoiceSettled', { overPaid: true }, 'InvoiceSettledOverPaid', 'review', 75],
    ['InvoiceInvalid', { manuallyMarked: false }, 'InvoiceInvalid', 'review', 80],
    [
      'InvoiceSettled',
      { manuallyMarked: true, overPaid: true },
      'InvoiceSettledManuallyMarked',
      'succeeded',
      90,
    ],
    ['InvoiceInvalid', { manuallyMarked: true }, 'InvoiceInvalidManuallyMarked', 'review', 95],
    ['InvoiceArchived', { overPaid: true }, 'InvoiceArchived', 'unknown', 1],
    ['InvoiceSettled', { overPaid: 'true' }, 'InvoiceSettled', 'succeeded', 70],
  ])('of the type %s with %j has the status %s', (type, eventFlags, status, state, rank) => {
    expect(parse({ type, ...eventFlags })).toMatchObject({ kind: 'checkout', status, state, rank });
  });

  it('is known by the id of its first delivery', () => {
    expect(parse({ type: 'InvoiceSettled' })).toMatchObject({ eventId: 'd-1' });
    expect(parse({ type: 'InvoiceSettled', originalDeliveryId: null })).toMatchObject({ eventId: 'd-2' });
    const without = parse({ type: 'InvoiceSettled', originalDeliveryId: undefined, deliveryId: 'no id' });
    expect(without).not.toHaveProperty('eventId');
  });

  it('shows the time of its delivery, and is ordered by rank', () => {
    const webhook = parse({ type: 'InvoiceSettled' });
    expect(webhook).toMatchObject({ updatedAt: '2026-01-01T00:00:00.000000000Z', order: 'rank' });
    for (const timestamp of ['soon', null, -1, 1.5, undefined])
      expect(parse({ type: 'InvoiceSettled', timestamp })).not.toHaveProperty('updatedAt');
  });

  it.each([
    [{ orderId: 'a' }, 'a'],
    [{ reference: 'b', orderId: 'a' }, 'b'],
    [{ orderId: 17 }, '17'],
    [{ orderId: '' }, undefined],
    [null, undefined],
  ])('has the reference of the metadata %j', (metadata, reference) => {
    expect(parse({ type: 'InvoiceSettled', metadata })).toMatchObject({
      details: reference ? { reference } : {},
    });
  });

  it.each([
    'PayoutCreated',
    'PayoutApproved',
    'PayoutUpdated',
    'PaymentRequestCreated',
    'SubscriberCredited',
  ])('of the type %s is ignored', (type) => {
    expect(parse({ type, invoiceId: undefined })).toEqual({ kind: 'ignored', type });
  });

  it.each(['StoreClosed', 'MyInvoice', 'XPayout'])(
    'of the type %s is unreadable, because nobody knows it',
    (type) => {
      expect(parse({ type })).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
    },
  );

  it('needs a type and the id of its invoice', () => {
    expect(parse({ type: 'InvoiceSettled', invoiceId: '' })).toEqual({
      kind: 'unreadable',
      reason: 'unexpected_shape at invoiceId',
    });
    expect(parse({})).toEqual({ kind: 'unreadable', reason: 'unexpected_shape at type' });
  });

  it('has a sample about an invoice for a word that nobody knows', () => {
    const request = { checkoutId: 'i1', at: '2026-01-01T00:00:00Z' };
    expect(btcpay.sample({ ...request, status: 'InvoiceLost' })).toMatchObject({ type: 'InvoiceLost' });
    expect(btcpay.sample({ ...request, status: 'Lost' })).toMatchObject({ type: 'InvoiceLost' });
  });

  it('has a sample whose redelivery would be the same event', () => {
    const request = {
      checkoutId: 'inv-1',
      status: 'InvoiceExpiredPartiallyPaid',
      at: '2026-01-01T00:00:00Z',
    };
    expect(btcpay.sample(request)).toMatchObject({
      type: 'InvoiceExpired',
      partiallyPaid: true,
      isRedelivery: false,
      timestamp: 1767225600,
      invoiceId: 'inv-1',
    });
  });

  it('of an expired invoice may be followed by late money, which is ordinary but needs a person', () => {
    const late = [
      'InvoiceReceivedPaymentAfterExpiration',
      'InvoicePaidAfterExpiration',
      'InvoicePaymentSettledAfterExpiration',
      'InvoiceRefund',
    ];
    expect(btcpay.lifecycles['']).toMatchObject({
      InvoiceExpired: { mayBeFollowedBy: late },
      InvoiceExpiredPartiallyPaid: { mayBeFollowedBy: ['InvoiceExpiredPaidPartial', ...late] },
      InvoiceExpiredPaidPartial: { mayBeFollowedBy: late },
      InvoiceReceivedPaymentAfterExpiration: { mayBeFollowedBy: late.slice(1) },
      InvoicePaidAfterExpiration: { mayBeFollowedBy: late.slice(2) },
    });
  });

  it.each([
    'InvoicePaymentSettledAfterExpiration',
    'InvoiceSettled',
    'InvoiceSettledOverPaid',
    'InvoiceInvalid',
    'InvoiceSettledManuallyMarked',
    'InvoiceInvalidManuallyMarked',
  ])('of the status %s may be followed by a refund only', (status) => {
    expect(btcpay.lifecycles['']?.[status]).toMatchObject({ mayBeFollowedBy: ['InvoiceRefund'] });
  });

  it('that is refused is lost, unless the answer is one that BTCPay retries after', () => {
    expect(btcpay.afterAnswer).toEqual({ 401: 'gives up', 413: 'gives up', 429: 'retries', 503: 'retries' });
  });
});
