import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOrdinaryAfter, type Lifecycle } from '../../../lib/checkout/lifecycle.ts';
import { paddle } from '../../../lib/providers/paddle.ts';

const event = {
  event_id: 'evt_1',
  event_type: 'transaction.completed',
  occurred_at: '2026-01-01T00:00:00.123456Z',
};
const parse = (value: unknown) => paddle.parse(Buffer.from(JSON.stringify(value)), {});
const transaction = { id: 'txn_1', status: 'completed' };
const parsePayment = (changes: object, event_type = event.event_type) =>
  parse({ ...event, event_type, data: { ...transaction, ...changes } });
const refund = { id: 'adj_1', transaction_id: 'txn_1', action: 'refund', status: 'approved', type: 'full' };
const parseAdjustment = (changes: object, event_type = 'adjustment.updated') =>
  parse({ ...event, event_type, data: { ...refund, ...changes } });
const detailsOf = (changes: object) => {
  const parsed = parsePayment(changes);
  return parsed.kind === 'checkout' && parsed.details;
};
const checkout = (status: string, state: string, rank: number) => ({
  kind: 'checkout',
  checkoutId: 'txn_1',
  status,
  state,
  rank,
  eventId: 'evt_1',
  updatedAt: '2026-01-01T00:00:00.123456000Z',
  details: {},
});

describe('Paddle', () => {
  it('has its name, its headers, its answers and its scheme', () => {
    expect(paddle).toMatchObject({
      name: 'paddle',
      title: 'Paddle Billing',
      keptHeaders: ['content-type', 'user-agent'],
      dashboard: 'Developer tools, Notifications, New destination',
      afterAnswer: { 401: 'retries', 413: 'retries', 429: 'retries', 503: 'retries' },
      signature: { header: 'paddle-signature', key: ['text'], time: { toleranceSeconds: 300 } },
    });
  });

  it.each([
    ['draft', 'created', 'pending', 10],
    ['ready', 'ready', 'pending', 20],
    ['ready', 'payment_failed', 'pending', 20],
    ['billed', 'billed', 'pending', 30],
    ['past_due', 'past_due', 'pending', 40],
    ['canceled', 'canceled', 'failed', 50],
    ['paid', 'paid', 'processing', 60],
    ['completed', 'completed', 'succeeded', 70],
    ['held', 'created', 'unknown', 1],
  ])('reads the status %s of transaction.%s, which is %s', (status, type, state, rank) => {
    expect(parsePayment({ status }, `transaction.${type}`)).toStrictEqual(checkout(status, state, rank));
  });

  it.each([
    ['refund', 'partial', 'approved', 'refund_partial_approved', 'refunded', 80],
    ['refund', 'full', 'approved', 'refund_full_approved', 'refunded', 90],
    ['refund', undefined, 'approved', 'refund_partial_approved', 'refunded', 80],
    ['refund', 'full', 'reversed', 'refund_full_reversed', 'unknown', 1],
    ['chargeback_warning', 'full', 'approved', 'chargeback_warning_approved', 'review', 100],
    ['chargeback_warning', 'full', 'reversed', 'chargeback_warning_reversed', 'review', 110],
    ['chargeback_warning_reverse', 'full', 'approved', 'chargeback_warning_reverse_approved', 'review', 120],
    ['chargeback', 'full', 'approved', 'chargeback_approved', 'review', 130],
    ['chargeback', 'partial', 'reversed', 'chargeback_reversed', 'review', 140],
    ['chargeback_reverse', 'full', 'approved', 'chargeback_reverse_approved', 'review', 150],
    ['chargeback', 'full', 'pending_approval', 'chargeback_pending_approval', 'unknown', 1],
  ])('reads a %s (%s) that is %s as %s, which is %s', (action, type, status, word, state, rank) => {
    expect(parseAdjustment({ action, type, status })).toStrictEqual(checkout(word, state, rank));
    expect(parseAdjustment({ action, type, status }, 'adjustment.created')).toStrictEqual(
      checkout(word, state, rank),
    );
  });

  it.each([
    ['refund', 'pending_approval'],
    ['refund', 'rejected'],
    ['credit', 'approved'],
    ['credit_reverse', 'approved'],
    ['credit', 'reversed'],
  ])('ignores a %s that is %s', (action, status) => {
    expect(parseAdjustment({ action, status })).toEqual({ kind: 'ignored', type: 'adjustment.updated' });
  });

  it('has no other statuses, and lets refunds and disputes follow a payment and one another', () => {
    const [lifecycle = {}, ...others]: readonly Lifecycle[] = Object.values(paddle.lifecycles);
    expect(others).toEqual([]);
    const words = Object.keys(lifecycle);
    expect(words).toHaveLength(15);
    const adjustments = words.slice(7);
    for (const from of words.slice(6)) {
      const ordinary = words.filter((to) => isOrdinaryAfter(lifecycle, from, to));
      expect(ordinary, from).toEqual(adjustments);
    }
    expect(words.filter((to) => isOrdinaryAfter(lifecycle, 'canceled', to))).toEqual([]);
  });

  it.each([
    [{}, 'transaction.completed', 'unexpected_shape at id, status'],
    [{ id: 'a b', status: 'paid' }, 'transaction.paid', 'unexpected_shape at id'],
    [{ id: 'txn_1' }, 'transaction.paid', 'unexpected_shape at status'],
    [undefined, 'transaction.paid', 'unexpected_shape at (top level)'],
    [{ ...refund, transaction_id: null }, 'adjustment.created', 'unexpected_shape at transaction_id'],
    [{ ...refund, action: '' }, 'adjustment.created', 'unexpected_shape at action'],
    [{ ...refund, action: 'x'.repeat(61) }, 'adjustment.created', 'unexpected_shape at action'],
    [{ ...refund, status: '' }, 'adjustment.created', 'unexpected_shape at status'],
    [{ ...refund, status: 'x'.repeat(61) }, 'adjustment.created', 'unexpected_shape at status'],
  ])('refuses the data %j of %s', (data, event_type, reason) => {
    expect(parse({ ...event, event_type, data })).toEqual({ kind: 'unreadable', reason });
  });

  it('reads words of up to 60 characters', () => {
    const word = 'x'.repeat(60);
    expect(parseAdjustment({ action: word, status: word })).toMatchObject({
      kind: 'checkout',
      state: 'unknown',
      status: `${word}_${word}`,
    });
  });

  it('needs the time, but not the id of the event', () => {
    expect(parse({ ...event, occurred_at: 'soon', data: transaction })).toEqual({
      kind: 'unreadable',
      reason: 'unexpected_shape at occurred_at',
    });
    expect(parse({ ...event, event_id: 'a b', data: transaction })).not.toHaveProperty('eventId');
  });

  it.each(['transaction.held', 'transaction', 'adjustment.deleted', 'invoice.paid', '', 'x'.repeat(100)])(
    'keeps an event of type %j for a person',
    (type) => {
      expect(parsePayment({}, type)).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
    },
  );

  it('refuses a type that is no word', () => {
    const reason = 'unexpected_shape at event_type';
    expect(parsePayment({}, 'x'.repeat(101))).toEqual({ kind: 'unreadable', reason });
  });

  // The package lists every type that Paddle documents. Its documentation has one more.
  it('reads or ignores every type of event that Paddle documents', () => {
    const file = 'node_modules/@paddle/paddle-node-sdk/dist/cjs/notifications/helpers/types.js';
    const listed = [...readFileSync(file, 'utf8').matchAll(/= "([a-z_]+\.[a-z_]+)"/g)];
    const documented = [...listed.map(([, type = '']) => type), 'api_key_rotation.created'];
    expect(documented.length).toBeGreaterThan(50);
    const ignored = new Set(['transaction.updated', 'transaction.revised']);
    for (const type of documented) {
      const isRead = /^(transaction|adjustment)\./.test(type) && !ignored.has(type);
      const data = { ...refund, ...transaction };
      expect(parse({ ...event, event_type: type, data }), type).toMatchObject(
        isRead ? { kind: 'checkout' } : { kind: 'ignored', type },
      );
    }
  });

  const totals = (grand_total: unknown, currency_code: unknown) => ({
    details: { totals: { total: '1', grand_total, currency_code } },
  });
  it.each([
    [totals('65215', 'USD'), { amount: '652.15', currency: 'USD' }],
    [totals(65215, 'EUR'), { amount: '652.15', currency: 'EUR' }],
    [totals('65215', 'JPY'), { amount: '65215', currency: 'JPY' }],
    [totals('65215', 'XYZ'), { rawAmount: '65215', rawCurrency: 'XYZ' }],
    [totals(null, 'USD'), {}],
    [totals('65215', null), {}],
    [{ details: null }, {}],
    [{ details: { totals: null } }, {}],
    [{ custom_data: { orderId: 'b', order_id: 'a' } }, { reference: 'a' }],
    [{ custom_data: { reference: '', orderId: 7 } }, { reference: '7' }],
    [{ custom_data: null }, {}],
  ])('reads the details of %j', (changes, details) => {
    expect(detailsOf(changes)).toStrictEqual(details);
  });

  it('reads no amount of a refund, which is not that of the checkout', () => {
    const changes = {
      ...totals('1', 'USD'),
      totals: { total: '100', grand_total: '1', currency_code: 'USD' },
    };
    expect(parseAdjustment(changes)).toMatchObject({ details: {} });
  });

  const at = '2026-01-01T00:00:00.900Z';
  const common = {
    event_id: expect.stringMatching(/^evt_[0-9a-f]{26}$/),
    occurred_at: at,
    notification_id: expect.stringMatching(/^ntf_[0-9a-f]{26}$/),
  };

  it.each([
    ['draft', 'transaction.created'],
    ['ready', 'transaction.ready'],
    ['past_due', 'transaction.past_due'],
    ['held', 'transaction.created'],
  ])('has a sample of a transaction that is %s', (status, event_type) => {
    const money = { subtotal: '59900', tax: '5315', grand_total: '65215', currency_code: 'USD' };
    const data = { id: 'txn_1', status, currency_code: 'USD', details: { totals: money } };
    expect(paddle.sample({ checkoutId: 'txn_1', status, at })).toEqual({
      ...common,
      event_type,
      data: { ...data, custom_data: null },
    });
    expect(paddle.sample({ checkoutId: 'txn_1', status, at, reference: 'o' })).toMatchObject({
      data: { custom_data: { reference: 'o' } },
    });
  });

  it.each([
    ['refund_partial_approved', 'refund', 'partial', 'approved'],
    ['refund_full_approved', 'refund', 'full', 'approved'],
    ['chargeback_warning_reverse_approved', 'chargeback_warning_reverse', 'full', 'approved'],
    ['chargeback_reversed', 'chargeback', 'full', 'reversed'],
  ])('has a sample of %s', (word, action, type, status) => {
    expect(paddle.sample({ checkoutId: 'txn_1', status: word, at })).toEqual({
      ...common,
      event_type: 'adjustment.updated',
      data: {
        id: expect.stringMatching(/^adj_[0-9a-f]{26}$/),
        action,
        type,
        status,
        transaction_id: 'txn_1',
        totals: { total: '65215', currency_code: 'USD' },
        custom_data: null,
      },
    });
  });

  it.each(['a refund_full_approved', 'refund_full_approved_b', 'refund_full_approved2'])(
    'takes %j for the status of a transaction',
    (status) => {
      expect(paddle.sample({ checkoutId: 'txn_1', status, at })).toMatchObject({ data: { status } });
    },
  );

  it('gives each sample an id of its own', () => {
    const requests = [
      { checkoutId: 'a', status: 'paid', at },
      { checkoutId: 'b', status: 'paid', at },
      { checkoutId: 'a', status: 'ready', at },
      { checkoutId: 'a', status: 'paid', at: '2026-01-02T00:00:00Z' },
    ];
    const ids = requests.map((request) => JSON.stringify(paddle.sample(request)).slice(0, 42));
    expect(new Set(ids).size).toBe(4);
  });
});
