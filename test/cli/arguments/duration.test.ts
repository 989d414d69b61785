import { describe, expect, it } from 'vitest';
import { durationMs, durationText } from '../../../cli/arguments/duration.ts';
import { bar } from '../../../cli/terminal/progress-bar.ts';

describe('durationMs', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
  ])('%s is %d', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '30', 'm', '1.5h', '-5m', '5 m', '5M', '5constructor'])('%j is not a duration', (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h'],
    [3_605_000, '1 h'],
    [90_000_000, '1 d 1 h'],
    [-5, '0 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('bar', () => {
  it('fills up, and grows beyond a total that was too low', () => {
    expect(bar(0, 10)).toBe(`[${' '.repeat(30)}] 0 of 10`);
    expect(bar(5, 10)).toBe(`[${'='.repeat(15)}${' '.repeat(15)}] 5 of 10`);
    expect(bar(12, 10)).toBe(`[${'='.repeat(30)}] 12 of 12`);
    expect(bar(0, 0)).toBe(`[${' '.repeat(30)}] 0 of 0`);
  });
});
