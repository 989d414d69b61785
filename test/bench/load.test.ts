import { describe, expect, it } from 'vitest';
import { highestRate } from '../../bench/load/highest-rate.ts';
import { type Hold, isHeld } from '../../bench/load/hold.ts';

const level = Array.from({ length: 3_000 }, () => 20);
const hold = (changes: Partial<Hold>): Hold => ({
  ...{ perSecond: 100, seconds: 30, delays: level, missing: 0, refused: [], settledMs: 20 },
  ...changes,
});

describe('A rate is held', () => {
  it('when the last webhooks wait no longer than the first', () => {
    expect(isHeld(hold({}))).toBe(true);
    expect(isHeld(hold({ delays: level.map((delay, index) => (index > 2_900 ? 99 : delay)) }))).toBe(true);
  });

  it('not when waiting grows, or is long from the beginning', () => {
    expect(isHeld(hold({ delays: level.map((delay, index) => delay + index / 20) }))).toBe(false);
    expect(isHeld(hold({ delays: level.map(() => 400) }))).toBe(false);
  });

  it('not when one is missing, refused, or becomes a row long after the end', () => {
    expect(isHeld(hold({ missing: 1 }))).toBe(false);
    expect(isHeld(hold({ refused: ['503'] }))).toBe(false);
    expect(isHeld(hold({ settledMs: 1_500 }))).toBe(false);
  });
});

describe('The highest rate', () => {
  it.each([30, 180, 200, 333, 466, 850])('is found to within 25, with few tries: %i', async (limit) => {
    const tried: number[] = [];
    const found = await highestRate(async (perSecond) => {
      tried.push(perSecond);
      return perSecond <= limit;
    });
    expect(found).toBeLessThanOrEqual(limit);
    expect(found).toBeGreaterThanOrEqual(limit - 25);
    expect(tried.length).toBeLessThanOrEqual(11);
  });

  it('is none when nothing is held, and ends where nothing comes near', async () => {
    expect(await highestRate(async () => false)).toBe(0);
    expect(await highestRate(async () => true)).toBeGreaterThanOrEqual(1_900);
  });
});
