import { describe, expect, it } from 'vitest';
import { inqud } from '../../lib/providers/inqud.ts';

const parse = (body: unknown) => inqud.parse(Buffer.from(JSON.stringify(body)), {});
const at = '2026-01-01T00:00:00Z';
const webhook = { id: 'CCO-1', status: 'NEW', createdAt: at };

describe('Inqud', () => {
  it('has its name, its title and these headers to keep', () => {
    expect(inqud).toMatchObject({
      name: 'inqud',
      title: 'Inqud',
      keptHeaders: ['content-type', 'user-agent'],
    });
  });

  it.each([
    ['an id that is not a checkout’s', { id: 'XCCO-1' }, 'unexpected_shape at id'],
    ['another kind of checkout', { id: 'CAP-1' }, 'unexpected_shape at id'],
    [
      'an invalid update time',
      { lastUpdatedAt: '2026-02-30T00:00:00Z' },
      'unexpected_shape at lastUpdatedAt',
    ],
    [
      'an invalid update time of an on-ramp checkout',
      { modifiedAt: 'noon' },
      'unexpected_shape at modifiedAt',
    ],
    ['two invalid fields', { status: '', lastUpdatedAt: 1 }, 'unexpected_shape at status, lastUpdatedAt'],
  ])('refuses %s, and names the field', (_what, odd, reason) => {
    expect(parse({ ...webhook, ...odd })).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    [
      'lastUpdatedAt for a CCO checkout',
      { lastUpdatedAt: '2026-01-01T00:00:02Z' },
      '2026-01-01T00:00:02.000000000Z',
    ],
    [
      'modifiedAt for an ORCO checkout',
      { modifiedAt: '2026-01-01T00:00:03Z' },
      '2026-01-01T00:00:03.000000000Z',
    ],
    [
      'createdAt if both are null',
      { lastUpdatedAt: null, modifiedAt: null },
      '2026-01-01T00:00:00.000000000Z',
    ],
  ])('takes its time from %s', (_what, times, updatedAt) => {
    expect(parse({ ...webhook, ...times })).toMatchObject({ updatedAt });
  });

  // The form of the body of a widget's webhook is not documented.
  it.each([
    ['missing', {}],
    ['null', { createdAt: null }],
    ['in milliseconds', { createdAt: 1_735_689_600_000 }],
    ['no time', { createdAt: 'yesterday' }],
  ])('reads a status whose createdAt is %s', (_what, creation) => {
    const updated = { id: 'CCO-1', status: 'SUCCESS', lastUpdatedAt: '2026-01-01T00:00:02Z' };
    expect(parse({ ...updated, ...creation })).toStrictEqual({
      kind: 'checkout',
      checkoutId: 'CCO-1',
      status: 'SUCCESS',
      state: 'succeeded',
      rank: 60,
      updatedAt: '2026-01-01T00:00:02.000000000Z',
      details: {},
    });
  });

  it.each([
    ['CCO-1', 'SUCCESS', { createdAt: at, lastUpdatedAt: null }],
    ['CCO-1', 'EXPIRED', { createdAt: at }],
    ['CCO-1', 'CONFLICT', {}],
    ['ORCO-1', 'SUCCESS', { createdAt: 'noon', modifiedAt: null }],
  ])('orders the final status of %s, %s, last when it has no time of its own', (id, status, times) => {
    const parsed = parse({ id, status, ...times });
    expect(parsed).toMatchObject({ kind: 'checkout', status, order: 'last' });
    expect(parsed).not.toHaveProperty('updatedAt');
  });

  it.each(['NEW', 'PAYMENT_DETECTED', 'PAYOUT_SENT'])(
    'reads the open status %s without any time',
    (status) => {
      const parsed = parse({ id: 'CCO-1', status });
      expect(parsed).toMatchObject({ kind: 'checkout', status });
      expect(parsed).not.toHaveProperty('updatedAt');
      expect(parsed).not.toHaveProperty('order');
    },
  );

  it.each([
    ['an amount without a currency', { sourceAmount: 90 }, { amount: '90' }],
    [
      'the price, rather than the amount to be paid',
      { fixedAmount: { amount: 1, currency: 'USD' }, request: { payAmount: 2, currency: 'BTC' } },
      { amount: '1', currency: 'USD' },
    ],
    [
      'the price, and the amount that was paid',
      { fixedAmount: { amount: 1, currency: 'USD' }, request: { paidAmount: 0.00238, currency: 'BTC' } },
      { amount: '1', currency: 'USD', amountReceived: '0.00238', currencyReceived: 'BTC' },
    ],
    [
      'the amount that was paid, without its currency',
      { fixedAmount: { amount: 1, currency: 'USD' }, request: { paidAmount: 2 } },
      { amount: '1', currency: 'USD', amountReceived: '2' },
    ],
    [
      'the amount that was paid, rather than the amount to be paid',
      { request: { paidAmount: 2, payAmount: 3, currency: 'BTC' } },
      { amount: '2', currency: 'BTC', amountReceived: '2', currencyReceived: 'BTC' },
    ],
    [
      'the amount to be paid',
      { request: { payAmount: '3.10', currency: 'BTC' } },
      { amount: '3.10', currency: 'BTC' },
    ],
    [
      'nothing of a payment whose amount is invalid, not even its currency',
      { request: { paidAmount: 'much', currency: 'BTC' } },
      {},
    ],
    ['nothing for an invalid amount', { sourceAmount: 'much', sourceCurrency: 'EUR' }, {}],
    ['nothing without an amount', { sourceCurrency: 'EUR', clientOrderId: null, request: null }, {}],
  ])('reads %s', (_what, members, details) => {
    const parsed = parse({ ...webhook, ...members });
    expect(parsed.kind === 'checkout' && parsed.details).toStrictEqual(details);
  });

  it('has samples like the ones in its documentation', () => {
    const [status, type, clientOrderId] = ['NEW', 'FIXED_PRICE', 'order-1'];
    expect(inqud.sample({ checkoutId: 'CCO-1', status, at, reference: clientOrderId })).toEqual({
      id: 'CCO-1',
      status,
      type,
      clientOrderId,
      createdAt: at,
      lastUpdatedAt: at,
      fixedAmount: { currency: 'USD', amount: 100.25 },
      request: null,
    });
    expect(inqud.sample({ checkoutId: 'ORCO-1', status, at })).toEqual({
      id: 'ORCO-1',
      status,
      type,
      clientOrderId: null,
      createdAt: at,
      modifiedAt: at,
      sourceAmount: 90,
      sourceCurrency: 'EUR',
      targetAmount: 99.5,
      targetCurrency: 'USDC',
    });
  });
});
