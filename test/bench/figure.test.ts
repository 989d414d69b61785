import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atMost, figure, judged } from '../../bench/figure.ts';
import { gated } from '../../bench/gates.ts';
import { quantile } from '../../bench/kit/statistics.ts';
import { shortfallsFirst } from '../../bench/report.ts';

const sample = (median: number) => ({ median, lowerQuartile: median - 1, upperQuartile: median + 1 });

describe('A figure', () => {
  it('is the ratio of medians, judged by its goal', () => {
    const goal = atMost(1.3, 'ratio');
    const slow = figure('f', 'ms', sample(14), { baseline: sample(10), goal });
    expect(slow).toMatchObject({ value: 14, baseline: 10, ratio: 1.4, goal: 'ratio <= 1.3', met: false });
    expect(slow.spread).toBe('13–15 against 9–11');
    expect(judged(slow, { of: 'ratio', atLeast: 1.4 }).met).toBe(true);
  });

  it('only informs when it has no goal', () => {
    expect(figure('f', 'ms', 1)).toMatchObject({ ratio: null, goal: null, met: null });
  });

  it('comes first in the table when it misses its goal', () => {
    const of = (met: boolean | null) => ({ ...figure(String(met), '', 1), met });
    expect(shortfallsFirst([of(null), of(true), of(false)]).map(({ met }) => met)).toEqual([
      false,
      true,
      null,
    ]);
  });
});

describe('The short form', () => {
  const bundle = (kilobytes: number) => figure('ingest bundle', 'kB gzip', kilobytes);

  it('says when a figure has passed its limit, and judges no figure without one', () => {
    const dollars = figure('a million webhooks', 'dollars', 9, { goal: atMost(1) });
    expect(gated([bundle(74), dollars], false).map(({ met }) => met)).toEqual([true, null]);
    expect(gated([bundle(81)], false).map(({ met }) => met)).toEqual([false]);
  });

  it('does not pass when something was not measured', () => {
    expect(() => gated([bundle(74)], true)).toThrow(/Not measured: .*verify 1 kB/);
  });

  it('holds no dollars', () => {
    const source = readFileSync('bench/gates.ts', 'utf8');
    expect(source).not.toMatch(/'a (million|month)/);
  });
});

it('A quantile lies between its neighbors', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2], 0.5)).toBe(1.5);
});
