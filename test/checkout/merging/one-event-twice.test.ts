/** A redelivery may come with other headers, under another lifecycle table or from another version: one event all the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { eachOnce, mergeEntries } from '../../../lib/checkout/merge.ts';
import { aKey, anEntry } from '../entry-builder.ts';

const updatedAt = '2026-01-01T00:00:00.000000000Z';
const later = '2026-01-01T00:00:00.000000001Z';

/** One and the same event, as some delivery brought it. */
const theEvent = (given: Partial<HistoryEntry> = {}) => anEntry({ eventId: 'event', ...given });

/** The event after two deliveries. The order in which they were applied makes no difference. */
function both(one: HistoryEntry, other: HistoryEntry): HistoryEntry {
  const [merged, ...more] = eachOnce([one, other]);
  expect(more).toEqual([]);
  expect(eachOnce([other, one])).toStrictEqual([merged]);
  return merged;
}

describe('Of two readings of one event', () => {
  it.each<[string, Partial<HistoryEntry>, Partial<HistoryEntry>]>([
    ['a known status rather than an unknown one', { state: 'pending' }, { state: 'unknown' }],
    [
      'a known status rather than an unknown one of a higher rank',
      { state: 'failed', rank: 2 },
      { state: 'unknown', rank: 3 },
    ],
    ['the higher rank', { rank: 20 }, { rank: 10 }],
    ['the higher rank of two unknown statuses', { state: 'unknown', rank: 2 }, { state: 'unknown', rank: 1 }],
    ['the higher rank, although it has no time', { rank: 20 }, { rank: 10, updatedAt }],
    ['one with a time rather than none', { updatedAt }, {}],
    ['the later time', { updatedAt: later }, { updatedAt }],
    ['one with an order rather than none', { order: 'last' }, {}],
    ['the order `rank`', { order: 'rank' }, { order: 'last' }],
    ['one with an attribute that only a newer version can read', { foreign: 'AAEC' }, {}],
    ['the greater of two such attributes', { foreign: 'AAED' }, { foreign: 'AAEC' }],
    ['more details', { details: { amount: '5', currency: 'EUR' } }, { details: { amount: '9' } }],
    ['the greater status', { status: 'PAID' }, { status: 'HELD' }],
    ['the greater state', { state: 'succeeded' }, { state: 'failed' }],
  ])('the history keeps %s', (_rule, kept, left) => {
    const winner = theEvent(kept);
    expect(both(winner, theEvent(left))).toStrictEqual(winner);
  });

  it('the history keeps what only a newer version can read, whichever reading it keeps besides', () => {
    const [fuller, known] = [theEvent({ foreign: 'AAEC' }), theEvent({ rank: 20 })];
    expect(both(fuller, known)).toStrictEqual({ ...known, foreign: 'AAEC' });
  });

  it('the history keeps the first one if only the order of their details differs', () => {
    const known = theEvent({ details: { amount: '5', currency: 'EUR' } });
    const again = theEvent({ details: { currency: 'EUR', amount: '5' } });
    expect(eachOnce([known, again])[0]).toBe(known);
  });
});

describe('Of two deliveries of one event', () => {
  const [first, second] = ['2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z'];

  it('the history keeps when and with which id the first was received', () => {
    const one = theEvent({ receivedAt: first, deliveryId: 'ef07' });
    expect(both(one, theEvent({ receivedAt: second, deliveryId: '0a11' }))).toStrictEqual(one);
  });

  it('the history keeps the lower id when both were received in one millisecond', () => {
    const one = theEvent({ deliveryId: '0a11' });
    expect(both(one, theEvent({ deliveryId: 'ef07' }))).toStrictEqual(one);
  });

  it('one without an id is the first of one millisecond', () => {
    const one = theEvent();
    expect(both(one, theEvent({ deliveryId: '0a11' }))).toStrictEqual(one);
  });

  it('the first may bring the arrival, and the other the reading', () => {
    const unknown = theEvent({ state: 'unknown', rank: 1, receivedAt: first, deliveryId: '0a11' });
    const known = theEvent({ state: 'succeeded', rank: 60, receivedAt: second, deliveryId: 'ef07' });
    expect(both(unknown, known)).toStrictEqual({ ...known, receivedAt: first, deliveryId: '0a11' });
  });

  it('an id is never kept with the time of another delivery', () => {
    const withoutId = theEvent({ state: 'unknown', rank: 1, receivedAt: first });
    const known = theEvent({ state: 'succeeded', rank: 60, receivedAt: second, deliveryId: 'ef07' });
    const { deliveryId: _ofTheSecond, ...reading } = known;
    expect(both(withoutId, known)).toStrictEqual({ ...reading, receivedAt: first });
  });
});

const anyReading: fc.Arbitrary<HistoryEntry> = fc
  .record(
    {
      state: fc.constantFrom('pending', 'succeeded', 'unknown'),
      rank: fc.constantFrom(1, 60),
      status: fc.constantFrom('HELD', 'PAID'),
      updatedAt: fc.constantFrom(updatedAt, later),
      order: fc.constantFrom('rank', 'last'),
      foreign: fc.constantFrom('AAEC', 'AgME'),
      receivedAt: fc.constantFrom('2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z'),
      deliveryId: fc.constantFrom('0a11', 'ef07'),
      details: fc.constantFrom({}, { amount: '5' }, { amount: '5', currency: 'EUR' }),
    },
    { requiredKeys: [] },
  )
  .map(theEvent);

describe('Merging all readings of one event', () => {
  it('gives the same event whichever is applied first (commutative)', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (one, other) => void both(one, other)),
      { numRuns: 2_000 },
    );
  });

  it('gives the same event however they are grouped (associative)', () => {
    fc.assert(
      fc.property(anyReading, anyReading, anyReading, (one, two, three) => {
        const [left] = eachOnce([both(one, two), three]);
        const [right] = eachOnce([one, both(two, three)]);
        expect(left).toStrictEqual(right);
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing when a reading comes again (idempotent), and keeps the same object', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (one, other) => {
        const merged = both(one, other);
        for (const again of [one, other, merged]) expect(eachOnce([merged, again])[0]).toBe(merged);
      }),
    );
  });
});

describe('A row that has an event twice', () => {
  it('has it once after the next merge, although that brings nothing new', () => {
    const [one, other] = [anEntry(), anEntry()];
    expect(mergeEntries(aKey, checkoutOf(aKey, [one, other, one]), [other]).history).toEqual([one, other]);
  });
});
