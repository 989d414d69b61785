import { describe, expect, it } from 'vitest';
import { attentionOf, factsOf } from '../../../lib/checkout/attention.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { eachOnce } from '../../../lib/checkout/merge.ts';
import { byPosition } from '../../../lib/checkout/position.ts';
import { isNonEmpty } from '../../../lib/values/non-empty.ts';
import { aboutPayment, lifecycle, ORDER, parse, SECONDS } from './razorpay-webhooks.ts';

type Event = readonly [event: string, payment?: object];

/** Returns a history of events of one order, one second after another. */
const historyOf = (events: readonly Event[]) =>
  events.flatMap(([event, payment], number) => {
    const parsed = aboutPayment(event, payment, SECONDS + number);
    if (parsed.kind !== 'checkout') return [];
    return [{ ...parsed, eventId: `${number}`, receivedAt: '2019-09-06T00:00:00Z' }];
  });
const stateAfter = (events: readonly Event[]) => historyOf(events).toSorted(byPosition).at(-1)?.state;
const attentionAfter = (events: readonly Event[]) =>
  attentionOf(factsOf(historyOf(events), { lifecycle, retentionDays: 0 })).map(({ kind }) => kind);

describe('The order of Razorpay’s events', () => {
  it('is the time of the event, in seconds', () => {
    const parsed = aboutPayment('payment.captured');
    expect(parsed).toMatchObject({ updatedAt: '2019-09-05T09:10:06.000000000Z' });
    expect(parsed).not.toHaveProperty('order');
  });

  it.each(['payment.failed', 'payment.authorized'])(
    'is the rank for %s, whose time is only shown',
    (event) => {
      expect(aboutPayment(event)).toMatchObject({
        order: 'rank',
        updatedAt: '2019-09-05T09:10:06.000000000Z',
      });
    },
  );

  it.each([undefined, null, 'yesterday', -1])('is not known from the time %j', (created_at) => {
    const body = { event: 'order.paid', created_at, payload: { payment: { entity: { order_id: ORDER } } } };
    expect(parse(body)).toEqual({ kind: 'unreadable', reason: 'unexpected_shape at created_at' });
  });

  const partial = { refund_status: 'partial' };
  it.each([
    [
      'a failed attempt, then another',
      [['payment.failed'], ['payment.captured'], ['order.paid']],
      'succeeded',
      [],
    ],
    ['a late authorization', [['payment.failed'], ['payment.authorized']], 'processing', []],
    [
      'a second attempt that fails after the first was paid',
      [['payment.captured'], ['payment.failed']],
      'succeeded',
      [],
    ],
    ['an order that is paid before it is captured', [['order.paid'], ['payment.captured']], 'succeeded', []],
    [
      'an automatic refund of another attempt',
      [['order.paid'], ['refund.processed', { captured: false }]],
      'succeeded',
      [],
    ],
    ['an automatic refund', [['payment.authorized'], ['refund.created', { captured: false }]], 'pending', []],
    [
      'a refund in two parts',
      [['order.paid'], ['refund.processed', partial], ['refund.processed']],
      'refunded',
      [],
    ],
    [
      'a refund that failed and was repeated',
      [['order.paid'], ['refund.created'], ['refund.failed'], ['refund.created']],
      'refunded',
      [],
    ],
    ['a dispute', [['order.paid'], ['payment.dispute.created']], 'review', ['review']],
    [
      'a dispute that was won',
      [['order.paid'], ['payment.dispute.created'], ['payment.dispute.won']],
      'succeeded',
      ['unexpected_transition'],
    ],
    [
      'a second dispute',
      [['payment.captured'], ['payment.dispute.won'], ['payment.dispute.created']],
      'review',
      ['review'],
    ],
    [
      'a capture after a refund',
      [['refund.processed'], ['payment.captured']],
      'succeeded',
      ['unexpected_transition'],
    ],
  ] as const)('makes of %s what Razorpay means', (_life, events, state, attention) => {
    expect(stateAfter(events)).toBe(state);
    expect(attentionAfter(events)).toEqual(attention);
  });
});

/** What docs/providers/razorpay.md says about the id of the event, which is not signed. */
describe('A webhook of Razorpay that is sent again under another id', () => {
  const merged = (...entries: readonly HistoryEntry[]) => (isNonEmpty(entries) ? eachOnce(entries) : []);
  const [paid, refunded] = historyOf([['order.paid'], ['refund.processed']]);
  if (!paid || !refunded) throw new Error('The history has two events.');

  it('is in the history again, and changes neither the status nor what needs a person', () => {
    const repeated = merged(paid, refunded, { ...paid, eventId: 'zzz' });
    expect(repeated).toHaveLength(3);
    expect(repeated.toSorted(byPosition).at(-1)).toEqual(refunded);
    expect(factsOf(repeated, { lifecycle, retentionDays: 0 })).toEqual([]);
  });

  it('hides the event of that id only if its rank is higher', () => {
    const [won, disputed] = historyOf([['payment.dispute.won'], ['payment.dispute.created']]);
    if (!won || !disputed) throw new Error('The history has two events.');
    expect(merged({ ...won, eventId: disputed.eventId }, disputed)).toMatchObject([{ status: won.status }]);
    expect(merged({ ...paid, eventId: refunded.eventId }, refunded)).toMatchObject([
      { status: refunded.status },
    ]);
  });
});
