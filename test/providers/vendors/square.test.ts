import { describe, expect, it } from 'vitest';
import { attentionOf, factsOf } from '../../../lib/checkout/attention.ts';
import { byPosition } from '../../../lib/checkout/position.ts';
import { square } from '../../../lib/providers/square.ts';

const ID = 'KkAkhdMsgzn59SM8A89WgKwekxLZY';
const AT = '2020-02-06T21:27:34.308Z';
const NORMAL = '2020-02-06T21:27:34.308000000Z';
const [lifecycle = {}] = Object.values(square.lifecycles);

const parse = (body: unknown) => square.parse(Buffer.from(JSON.stringify(body)), {});
const about = (type: string, kind: string, object: object, more: object = {}) =>
  parse({ type, event_id: 'e-1', created_at: AT, data: { object: { [kind]: object } }, ...more });
const payment = (object: object, type = 'payment.updated') =>
  about(type, 'payment', { id: ID, status: 'COMPLETED', updated_at: AT, ...object });
const refund = (object: object, type = 'refund.updated') =>
  about(type, 'refund', { payment_id: ID, status: 'COMPLETED', updated_at: AT, ...object });
const dispute = (object: object, type = 'dispute.state.updated') =>
  about(type, 'dispute', { disputed_payment: { payment_id: ID }, state: 'WON', updated_at: AT, ...object });
const detailsOf = (parsed: ReturnType<typeof parse>) => parsed.kind === 'checkout' && parsed.details;

const usd = (amount: unknown) => ({ amount, currency: 'USD' });

describe('Square', () => {
  it('has its name, its title, and these headers to keep', () => {
    expect(square).toMatchObject({
      name: 'square',
      title: 'Square',
      keptHeaders: ['content-type', 'user-agent', 'square-environment', 'square-initial-delivery-timestamp'],
      dashboard: 'Developer Console, your application, Webhooks, Subscriptions',
      afterAnswer: { 401: 'retries', 413: 'retries', 429: 'retries', 503: 'retries' },
    });
  });

  it.each([
    [{ status: 'APPROVED' }, 'APPROVED', 'processing'],
    [{ status: 'PENDING' }, 'PENDING', 'processing'],
    [{ status: 'CANCELED' }, 'CANCELED', 'failed'],
    [{ status: 'FAILED' }, 'FAILED', 'failed'],
    [{}, 'COMPLETED', 'succeeded'],
    [{ total_money: usd(1000), refunded_money: usd(0), refund_ids: [] }, 'COMPLETED', 'succeeded'],
    [{ total_money: usd(1000), refund_ids: ['r'] }, 'refund_started', 'refunded'],
    [
      { total_money: usd(1000), refunded_money: usd(400), refund_ids: ['r'] },
      'partially_refunded',
      'refunded',
    ],
    [{ total_money: usd(1000), refunded_money: usd(1000) }, 'refunded', 'refunded'],
    [{ refunded_money: usd(1000) }, 'partially_refunded', 'refunded'],
    [{ refunded_money: 'odd', refund_ids: 'odd' }, 'COMPLETED', 'succeeded'],
    [{ status: 'CANCELED', refund_ids: ['r'] }, 'CANCELED', 'failed'],
    [{ status: 'ON_HOLD' }, 'ON_HOLD', 'unknown'],
  ])('reads a payment with %j as %s, which is %s', (object, status, state) => {
    expect(payment(object)).toMatchObject({ checkoutId: ID, status, state });
    expect(payment(object, 'payment.created')).toMatchObject({ checkoutId: ID, status, state });
  });

  it.each([
    ['PENDING', 'refund_pending', 'refunded'],
    ['COMPLETED', 'refund_completed', 'refunded'],
    ['REJECTED', 'refund_rejected', 'review'],
    ['FAILED', 'refund_failed', 'review'],
    ['ODD', 'refund_odd', 'unknown'],
  ])('reads a refund that is %s as %s of its payment, which is %s', (word, status, state) => {
    expect(refund({ status: word })).toMatchObject({ checkoutId: ID, status, state, details: {} });
    expect(refund({ status: word }, 'refund.created')).toMatchObject({ checkoutId: ID, status });
  });

  it.each([
    ['INQUIRY_EVIDENCE_REQUIRED', 'review'],
    ['INQUIRY_PROCESSING', 'review'],
    ['INQUIRY_CLOSED', 'review'],
    ['EVIDENCE_REQUIRED', 'review'],
    ['PROCESSING', 'review'],
    ['ACCEPTED', 'review'],
    ['LOST', 'review'],
    ['WON', 'succeeded'],
    ['ODD', 'unknown'],
  ])('reads a dispute that is %s as %s', (word, state) => {
    const expected = { checkoutId: ID, status: `dispute_${word.toLowerCase()}`, state, details: {} };
    for (const type of ['dispute.created', 'dispute.state.changed', 'dispute.state.updated']) {
      expect(dispute({ state: word }, type)).toMatchObject(expected);
    }
  });

  it.each([
    ...['bank_account', 'booking', 'card', 'catalog.version', 'customer', 'device', 'dispute.evidence'],
    ...['gift_card', 'inventory.count', 'invoice', 'job', 'labor.shift', 'location', 'loyalty.account'],
    ...['merchant', 'oauth.authorization', 'online_checkout', 'order', 'payout', 'subscription'],
    ...['cash_drawer', 'team_member', 'terminal.refund', 'transfer_order', 'vendor', 'webhooks'],
  ])('ignores %s.updated, which is about another object', (object) => {
    const type = `${object}.updated`;
    expect(about(type, 'payment', {})).toEqual({ kind: 'ignored', type });
  });

  it('ignores a refund that belongs to no payment', () => {
    expect(refund({ payment_id: undefined, unlinked: true })).toEqual({
      kind: 'ignored',
      type: 'refund.updated',
    });
    expect(refund({ unlinked: false })).toMatchObject({ kind: 'checkout' });
  });

  it.each(['payment.deleted', 'payment', 'my.order.updated', 'orders.updated', 'PAYMENT_UPDATED', ''])(
    'does not know the type %j',
    (type) => {
      expect(about(type, 'payment', {})).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
    },
  );

  it.each([
    [payment({ id: undefined }), 'unexpected_shape at id'],
    [payment({ status: '' }), 'unexpected_shape at status'],
    [payment({ status: 'x'.repeat(101) }), 'unexpected_shape at status'],
    [refund({ payment_id: undefined }), 'unexpected_shape at payment_id'],
    [dispute({ disputed_payment: {} }), 'unexpected_shape at disputed_payment.payment_id'],
    [about('payment.updated', 'refund', {}), 'unexpected_shape at (top level)'],
    [about('payment.updated', 'payment', {}, { data: null }), 'unexpected_shape at (top level)'],
    [parse({}), 'unexpected_shape at type'],
    [
      about('payment.updated', 'payment', { id: ID, status: 'FAILED' }, { created_at: 1 }),
      'unexpected_shape at updated_at',
    ],
  ])('keeps what it cannot read: %#', (parsed, reason) => {
    expect(parsed).toEqual({ kind: 'unreadable', reason });
  });
});

describe('An event of Square', () => {
  it('has its id, and the time of the update, or of the event if there is none', () => {
    expect(payment({})).toMatchObject({ eventId: 'e-1', updatedAt: NORMAL });
    expect(payment({ updated_at: '2021-01-01T00:00:00Z' })).toMatchObject({
      updatedAt: '2021-01-01T00:00:00.000000000Z',
    });
    expect(payment({ updated_at: 'odd' })).toMatchObject({ updatedAt: NORMAL });
    expect(payment({})).not.toHaveProperty('order');
  });

  it.each([undefined, '', 5])('is known by its body if its id is %j', (event_id) => {
    expect(
      about('payment.updated', 'payment', { id: ID, status: 'FAILED' }, { event_id }),
    ).not.toHaveProperty('eventId');
  });

  it.each([
    [{ total_money: usd(1055) }, { amount: '10.55', currency: 'USD' }],
    [{ total_money: { amount: 1055, currency: 'JPY' } }, { amount: '1055', currency: 'JPY' }],
    [
      { amount_money: usd(900), tip_money: usd(100), total_money: usd(1000) },
      { amount: '10.00', currency: 'USD' },
    ],
    [{ amount_money: usd(900) }, {}],
    [{ total_money: { amount: 1, currency: 'BTC' } }, { rawAmount: '1', rawCurrency: 'BTC' }],
    [{ reference_id: 'A-1' }, { reference: 'A-1' }],
    [{ reference_id: '', order_id: 'o-1' }, {}],
  ])('with %j has the details %j', (object, details) => {
    expect(detailsOf(payment(object))).toEqual(details);
  });
});

describe('A life at Square', () => {
  const request = { checkoutId: ID, reference: 'A-1' };
  const historyOf = (statuses: readonly string[]) =>
    statuses.flatMap((status, hour) => {
      const parsed = parse(square.sample({ ...request, status, at: `2026-01-01T0${hour}:00:00Z` }));
      return parsed.kind === 'checkout'
        ? [{ ...parsed, eventId: `${hour}`, receivedAt: '2026-01-02T00:00:00Z' }]
        : [];
    });

  it.each([
    ['APPROVED COMPLETED', 'succeeded', ''],
    ['APPROVED PENDING CANCELED', 'failed', ''],
    ['COMPLETED refund_pending refund_started refund_completed refunded', 'refunded', ''],
    ['COMPLETED refund_completed partially_refunded refund_pending refunded', 'refunded', ''],
    ['COMPLETED refund_started refund_failed refund_pending', 'refunded', ''],
    ['COMPLETED refund_pending refund_rejected', 'review', 'review'],
    ['COMPLETED refund_failed refund_started', 'refunded', 'unexpected_transition'],
    ['COMPLETED dispute_evidence_required dispute_processing dispute_lost', 'review', 'review'],
    ['COMPLETED dispute_processing dispute_won', 'succeeded', 'unexpected_transition'],
    ['COMPLETED dispute_won', 'succeeded', ''],
    ['refunded COMPLETED', 'succeeded', 'unexpected_transition'],
    ['FAILED COMPLETED', 'succeeded', 'conflict'],
  ])('of %s is %s in the end', (life, state, attention) => {
    const history = historyOf(life.split(' '));
    expect(history.toSorted(byPosition).at(-1)?.state).toBe(state);
    const kinds = attentionOf(factsOf(history, { lifecycle, retentionDays: 0 })).map(({ kind }) => kind);
    expect(kinds.join(' ')).toBe(attention);
  });

  it.each([...Object.keys(lifecycle), 'ON_HOLD'])('has a sample of %s', (status) => {
    const body = square.sample({ ...request, status, at: '2026-01-01T00:00:00Z' });
    expect(square.sample({ ...request, status, at: '2026-01-01T00:00:00Z' })).toEqual(body);
    const parsed = parse(body);
    expect(parsed).toMatchObject({
      checkoutId: ID,
      status,
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const isPayment = /^[A-Z]|^(partially_)?refunded$|^refund_started$/.test(status);
    expect(detailsOf(parsed)).toEqual(
      isPayment ? { amount: '10.00', currency: 'USD', reference: 'A-1' } : {},
    );
  });
});
