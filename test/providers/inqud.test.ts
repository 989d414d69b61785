import { describe, expect, it } from 'vitest';
import { inqud } from '../../lib/providers/inqud.ts';

const parse = (body: unknown) => inqud.parse(Buffer.from(JSON.stringify(body)));
const at = '2026-01-01T00:00:00Z';
const webhook = { id: 'CCO-1', status: 'NEW', createdAt: at };

describe('Inqud', () => {
  it('is named so, and worth these headers', () => {
    expect(inqud).toMatchObject({
      name: 'inqud',
      title: 'Inqud',
      keptHeaders: ['content-type', 'user-agent'],
    });
  });

  it.each([
    ['no checkout’s id', { id: 'XCCO-1' }, 'unexpected_shape at id'],
    ['another kind of checkout', { id: 'CAP-1' }, 'unexpected_shape at id'],
    ['a time that is none', { createdAt: 'yesterday' }, 'unexpected_shape at createdAt'],
    [
      'an update time that is none',
      { lastUpdatedAt: '2026-02-30T00:00:00Z' },
      'unexpected_shape at lastUpdatedAt',
    ],
    ['two odd members', { status: '', createdAt: 1 }, 'unexpected_shape at status, createdAt'],
  ])('does not understand %s, and says where the trouble is', (_what, odd, reason) => {
    expect(parse({ ...webhook, ...odd })).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    [
      'lastUpdatedAt, of a CCO checkout',
      { lastUpdatedAt: '2026-01-01T00:00:02Z' },
      '2026-01-01T00:00:02.000000000Z',
    ],
    [
      'modifiedAt, of an ORCO checkout',
      { modifiedAt: '2026-01-01T00:00:03Z' },
      '2026-01-01T00:00:03.000000000Z',
    ],
    [
      'createdAt, where both are null',
      { lastUpdatedAt: null, modifiedAt: null },
      '2026-01-01T00:00:00.000000000Z',
    ],
  ])('takes its time from %s', (_what, times, updatedAt) => {
    expect(parse({ ...webhook, ...times })).toMatchObject({ updatedAt });
  });

  it.each([
    ['an amount without a currency', { sourceAmount: 90 }, { amount: '90' }],
    [
      'a price, before what is to be paid',
      { fixedAmount: { amount: 1, currency: 'USD' }, request: { paidAmount: 2 } },
      { amount: '1', currency: 'USD' },
    ],
    [
      'what was paid, before what is to be paid',
      { request: { paidAmount: 2, payAmount: 3, currency: 'BTC' } },
      { amount: '2', currency: 'BTC' },
    ],
    [
      'what is to be paid',
      { request: { payAmount: '3.10', currency: 'BTC' } },
      { amount: '3.10', currency: 'BTC' },
    ],
    ['an amount that is none', { sourceAmount: 'much', sourceCurrency: 'EUR' }, {}],
    ['no amount', { sourceCurrency: 'EUR', clientOrderId: null, request: null }, {}],
  ])('gives %s', (_what, members, details) => {
    const parsed = parse({ ...webhook, ...members });
    expect(parsed.kind === 'checkout' && parsed.details).toStrictEqual(details);
  });

  it('sends samples like those in its documentation', () => {
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
