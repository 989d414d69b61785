import { describe, expect, it } from 'vitest';
import { byPosition, positionOf } from '../../lib/checkout/position.ts';

const updatedAt = '2026-01-01T00:00:00.000000000Z';

describe('A position', () => {
  it('is the time, the rank in three digits and the id of the event', () => {
    expect(positionOf({ updatedAt, rank: 60, eventId: 'e', state: 'succeeded' })).toBe(
      `k|${updatedAt}|060|e`,
    );
  });

  it('is rank and id alone where the provider sends no time: rows that are stored begin so', () => {
    expect(positionOf({ rank: 5, eventId: 'e', state: 'pending' })).toBe('k|-|005|e');
  });

  it('ends with the first quarter of an id that is a SHA-256, and with the whole of any other', () => {
    const event = { rank: 5, state: 'pending' as const };
    expect(positionOf({ ...event, eventId: '0123456789abcdef'.repeat(4) })).toBe('k|-|005|0123456789abcdef');
    expect(positionOf({ ...event, eventId: 'g'.repeat(64) })).toBe(`k|-|005|${'g'.repeat(64)}`);
    expect(positionOf({ ...event, eventId: 'a'.repeat(65) })).toBe(`k|-|005|${'a'.repeat(65)}`);
  });

  // stripe/sync-engine#268: two events in one second, and the older won.
  it('is decided by the rank within the same instant, and by the id within the same rank', () => {
    const [low, high, last] = [
      { updatedAt, rank: 9, eventId: 'z', state: 'pending' as const },
      { updatedAt, rank: 10, eventId: 'a', state: 'pending' as const },
      { updatedAt, rank: 10, eventId: 'b', state: 'pending' as const },
    ];
    expect([high, last, low].toSorted(byPosition)).toEqual([low, high, last]);
  });

  it('is above every time for an event that is ordered last, although it has a time', () => {
    const event = { updatedAt, rank: 40, eventId: 'e', state: 'expired' as const };
    expect(positionOf({ ...event, order: 'last' })).toBe('k|~|040|e');
    const never = { ...event, updatedAt: '9999-12-31T23:59:59.999999999Z', rank: 999 };
    expect(byPosition({ ...event, order: 'last' }, never)).toBe(1);
  });

  it('is below every time for an event that only its rank orders, although it has a time', () => {
    const event = { updatedAt, rank: 40, eventId: 'e', state: 'expired' as const };
    expect(positionOf({ ...event, order: 'rank' })).toBe('k|-|040|e');
    const first = { ...event, updatedAt: '0000-01-01T00:00:00.000000000Z', rank: 1 };
    expect(byPosition({ ...event, order: 'rank' }, first)).toBe(-1);
  });

  it('compares as toSorted wants it: below, above, the same', () => {
    const [one, other] = [
      { rank: 1, eventId: 'a', state: 'pending' as const },
      { rank: 2, eventId: 'a', state: 'pending' as const },
    ];
    expect([byPosition(one, other), byPosition(other, one), byPosition(one, one)]).toEqual([-1, 1, 0]);
  });
});
