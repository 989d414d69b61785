import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checkout, checkoutOf } from '../../lib/checkout/checkout.ts';
import type { CheckoutRow } from '../../lib/checkout/rows/checkout-row.ts';
import { unreadableView, viewOf } from '../../lib/checkout/view.ts';
import { aKey, anEntry } from './entry-builder.ts';
import { nonEmpty } from './non-empty.ts';

const viewOfRow = (row: CheckoutRow) => viewOf(row, { lifecycle: {}, retentionDays: 0 });
const viewOfHistory = (checkout: Checkout) => viewOfRow({ checkout, openFacts: [] });
const outcomesIn = (checkout: Checkout) =>
  viewOfHistory(checkout).history.map(({ eventId, outcome }) => [eventId, outcome]);

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
    expect(outcomesIn(checkoutOf(aKey, nonEmpty(arrivals)))).toEqual([
      ['10', 'late'],
      ['20', 'late'],
      ['30', 'advanced'],
      ['40', 'advanced'],
    ]);
  });

  it('tells what each event did in whatever order the consumers wrote the events into the row', () => {
    const arrivals = [30, 10, 20, 40, 40].map((rank, index) =>
      anEntry({ rank, receivedAt: `2026-01-01T00:00:0${Math.min(index, 3)}.000Z` }),
    );
    const expected = outcomesIn(checkoutOf(aKey, nonEmpty(arrivals)));
    const anyOrder = fc.shuffledSubarray(arrivals, { minLength: arrivals.length });
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(outcomesIn(checkoutOf(aKey, nonEmpty(order)))).toEqual(expected);
      }),
    );
  });

  it('calls no event late that was received in the same millisecond as a greater one', () => {
    const [low, high] = [anEntry({ eventId: 'low', rank: 10 }), anEntry({ eventId: 'high', rank: 20 })];
    expect(outcomesIn(checkoutOf(aKey, [high, low]))).toEqual([
      ['low', 'advanced'],
      ['high', 'advanced'],
    ]);
  });

  it('calls an unknown word that was the first to be received no late one', () => {
    const unknown = anEntry({ eventId: 'u', state: 'unknown', rank: 1 });
    expect(outcomesIn(checkoutOf(aKey, [unknown]))).toEqual([['u', 'advanced']]);
  });

  it('shows every detail that an event has', () => {
    const details = {
      amount: '100.25',
      currency: 'USD',
      amountReceived: '0.00238',
      currencyReceived: 'BTC',
      reference: 'order-1',
      transactionHash: '0x1',
      rawAmount: '1055',
      rawCurrency: 'eth',
    };
    const { history, ...whole } = viewOfHistory(checkoutOf(aKey, [anEntry({ details })]));
    expect(whole).toMatchObject(details);
    expect(history).toMatchObject([details]);
  });

  it('is plain JSON without holes', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });
});

describe('The view of a row that needs a person', () => {
  const failed = anEntry({ status: 'FAILED', state: 'failed', rank: 40 });
  const done = anEntry({ status: 'DONE', state: 'succeeded', rank: 50 });
  const checkout = checkoutOf(aKey, [failed, done]);
  const conflict = { kind: 'conflict', reason: 'The provider reported both DONE and FAILED.' };

  it('says why from the write that brought it, before the row lists it', () => {
    expect(viewOfRow({ checkout, openFacts: [] })).toMatchObject({ attention: [conflict], resolved: null });
  });

  it('says what a newer version found too', () => {
    const openFacts = [{ key: 'chargeback|DONE', reason: 'The bank took the money back.' }];
    expect(viewOfRow({ checkout, openFacts }).attention).toEqual([
      conflict,
      { kind: 'chargeback', reason: 'The bank took the money back.' },
    ]);
  });

  it('says after a person resolved it who did, when and why', () => {
    const resolved = { kinds: ['conflict'], who: 'ann', when: '2026-01-02T00:00:00.000Z', note: 'refunded' };
    const resolution = { ...resolved, facts: ['conflict|DONE|FAILED'] };
    expect(viewOfRow({ checkout, openFacts: [], resolution })).toMatchObject({ attention: [] });
    expect(viewOfRow({ checkout, openFacts: [], resolution }).resolved).toStrictEqual(resolved);
  });
});

describe('The view of a row that a newer version wrote', () => {
  const row = { ...aKey, status: 'PAID', since: '2026-01-01T00:00:00.000Z' };

  it('says what the row says in plain text, and that this reader must be upgraded', () => {
    expect(unreadableView({ ...row, state: 'succeeded' })).toStrictEqual({
      ...row,
      state: 'succeeded',
      final: true,
      amount: null,
      currency: null,
      amountReceived: null,
      currencyReceived: null,
      reference: null,
      transactionHash: null,
      rawAmount: null,
      rawCurrency: null,
      attention: [
        {
          kind: 'unreadable',
          reason: 'A newer version of the service wrote this row: upgrade this reader.',
        },
      ],
      resolved: null,
      claims: [],
      history: [],
    });
  });

  it('has the state `unknown` where only the newer version knows the state', () => {
    expect(unreadableView({ ...row, state: 'charged_back' })).toMatchObject({
      state: 'unknown',
      final: false,
    });
  });
});
