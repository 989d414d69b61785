import { describe, expect, it } from 'vitest';
import { type Checkout, checkoutOf } from '../../lib/checkout/checkout.ts';
import { viewOf } from '../../lib/checkout/view.ts';
import { aKey, anEntry } from './entry-builder.ts';

const viewOfHistory = (checkout: Checkout) =>
  viewOf({ checkout, openFacts: [] }, { lifecycle: {}, retentionDays: 0 });

describe('The view of a checkout', () => {
  const sent = anEntry({
    eventId: 'b',
    status: 'REQUEST_CREATED',
    rank: 20,
    details: { amount: '100', currency: 'USD' },
  });
  const late = anEntry({
    eventId: 'a',
    status: 'NEW',
    rank: 10,
    receivedAt: '2026-01-01T00:00:30.000Z',
    deliveryId: 'd-1',
    details: { reference: 'order-1' },
  });
  const paid = anEntry({
    eventId: 'c',
    status: 'SUCCESS',
    state: 'succeeded',
    rank: 60,
    receivedAt: '2026-01-01T00:01:00.000Z',
  });
  const view = viewOfHistory(checkoutOf(aKey, [sent, late, paid]));

  it('says in one object what became of the checkout', () => {
    expect(view).toMatchObject({
      checkoutId: 'CCO-1',
      provider: 'inqud',
      status: 'SUCCESS',
      state: 'succeeded',
      final: true,
      since: '2026-01-01T00:01:00.000Z',
      amount: '100',
      currency: 'USD',
      reference: 'order-1',
      transactionHash: null,
      attention: [],
    });
  });

  it('shows the history in order of position, with what each event did when it arrived', () => {
    expect(view.history.map(({ eventId, outcome }) => [eventId, outcome])).toEqual([
      ['a', 'late'],
      ['b', 'advanced'],
      ['c', 'advanced'],
    ]);
    expect(view.history[0]).toMatchObject({
      deliveryId: 'd-1',
      updatedAt: null,
      receivedAt: '2026-01-01T00:00:30.000Z',
    });
  });

  it('tells what each event did from the greatest position until then, not from the one before it', () => {
    const arrivals = [30, 10, 20, 40].map((rank, second) =>
      anEntry({ rank, eventId: String(rank), receivedAt: `2026-01-01T00:00:0${second}.000Z` }),
    );
    const [first = sent, ...rest] = arrivals;
    const outcomes = viewOfHistory(checkoutOf(aKey, [first, ...rest])).history.map(({ eventId, outcome }) => [
      eventId,
      outcome,
    ]);
    expect(outcomes).toEqual([
      ['10', 'late'],
      ['20', 'late'],
      ['30', 'advanced'],
      ['40', 'advanced'],
    ]);
  });

  it('is plain JSON without holes', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });
});
