import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checkout, checkoutOf } from '../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT, mergeEntries } from '../../lib/checkout/merge.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import { canonical } from './canonical.ts';
import { aKey, anEntry } from './entry-builder.ts';
import { nonEmpty } from './non-empty.ts';

const details = fc.record(
  {
    amount: fc.constantFrom('1', '2.50'),
    currency: fc.constantFrom('USD', 'EUR'),
    reference: fc.constantFrom('a', 'b'),
    transactionHash: fc.constantFrom('0x1', '0x2'),
  },
  { requiredKeys: [] },
);
const entry: fc.Arbitrary<HistoryEntry> = fc
  .record({
    eventId: fc.stringMatching(/^[a-f]{1,2}$/),
    state: fc.constantFrom(...CheckoutState.options),
    rank: fc.integer({ min: 1, max: 60 }),
    updatedAt: fc.constantFrom('2026-01-01T00:00:00.000000000Z', '2026-01-01T00:00:00.000000001Z'),
    details,
  })
  .map((given) => anEntry({ ...given, status: given.state.toUpperCase() }));
const entries = fc
  .uniqueArray(entry, { minLength: 1, maxLength: 8, selector: ({ eventId }) => eventId })
  .map(nonEmpty);

describe('Merging events into a checkout', () => {
  it('gives the same checkout for every order and grouping of the same events (commutative, associative)', () => {
    const cut = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        entries.chain((list) => fc.tuple(fc.constant(list), shuffled(list), cut)),
        ([list, other, at]) => {
          const inTwo = [other.slice(0, at), other.slice(at)].filter((part) => part.length > 0);
          const merged = inTwo.reduce<Checkout | undefined>(
            (row, part) => mergeEntries(aKey, row, nonEmpty(part)),
            undefined,
          );
          expect(canonical(merged)).toEqual(canonical(mergeEntries(aKey, undefined, list)));
        },
      ),
    );
  });

  it('changes nothing when events come again (idempotent), and says so by returning the same object', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const row = mergeEntries(aKey, undefined, list);
        expect(mergeEntries(aKey, row, list)).toBe(row);
      }),
    );
  });

  it('keeps an event once even if one call brings it twice', () => {
    const one = anEntry();
    expect(mergeEntries(aKey, undefined, [one, one]).history).toEqual([one]);
  });

  it('keeps what a newer version stored with an event, also where the older one gives it a higher rank', () => {
    const older = anEntry({ eventId: 'one', rank: 30 });
    const newer = { ...older, rank: 15, foreign: '4gVsYXRlcg==' };
    for (const both of [
      [older, newer],
      [newer, older],
    ])
      expect(mergeEntries(aKey, undefined, nonEmpty(both)).history).toEqual([{ ...newer, rank: 30 }]);
  });

  it('lets the greatest position own the row', () => {
    const early = anEntry({
      status: 'SUCCESS',
      state: 'succeeded',
      rank: 60,
      updatedAt: '2026-01-01T00:00:00.000000000Z',
    });
    const later = anEntry({
      status: 'NEW',
      state: 'pending',
      rank: 10,
      updatedAt: '2026-01-01T00:00:01.000000000Z',
    });
    expect(mergeEntries(aKey, undefined, [later, early])).toMatchObject({ status: 'NEW', state: 'pending' });
  });

  it('says since when the state holds: since the first event by position that has it', () => {
    const seen = anEntry({ state: 'processing', rank: 20, receivedAt: '2026-01-01T00:00:09.000Z' });
    const sent = anEntry({ state: 'processing', rank: 30, receivedAt: '2026-01-01T00:00:01.000Z' });
    expect(checkoutOf(aKey, [sent, seen]).since).toBe('2026-01-01T00:00:09.000Z');
    expect(checkoutOf(aKey, [seen, sent]).since).toBe('2026-01-01T00:00:09.000Z');
  });

  it('fills what the last event leaves out from earlier ones, an amount always with its own currency', () => {
    const first = anEntry({ rank: 10, details: { amount: '5', currency: 'USD', reference: 'order-1' } });
    const last = anEntry({ rank: 20, details: { amount: '7', transactionHash: '0x1' } });
    expect(checkoutOf(aKey, [last, first]).details).toEqual({
      amount: '7',
      reference: 'order-1',
      transactionHash: '0x1',
    });
  });

  it('keeps a bounded history of the greatest positions, the same ones in every order, and still advances', () => {
    const many = nonEmpty(
      Array.from({ length: HISTORY_LIMIT + 30 }, (_, index) => anEntry({ rank: index + 1 })),
    );
    const forth = many.reduce<Checkout | undefined>((row, one) => mergeEntries(aKey, row, [one]), undefined);
    const back = many
      .toReversed()
      .reduce<Checkout | undefined>((row, one) => mergeEntries(aKey, row, [one]), undefined);
    expect(forth?.history).toHaveLength(HISTORY_LIMIT);
    expect(canonical(forth)).toEqual(canonical(back));
    expect(forth?.position).toContain('130|');
  });
});

const shuffled = (list: readonly HistoryEntry[]) =>
  fc.shuffledSubarray([...list], { minLength: list.length });
