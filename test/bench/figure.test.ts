import { describe, expect, it } from 'vitest';
import { checkedFigures } from '../../bench/check.ts';
import { figure, judged } from '../../bench/figure.ts';
import { quantile } from '../../bench/kit/statistics.ts';
import { shortfallsFirst } from '../../bench/report.ts';

const sample = (median: number) => ({ median, lowerQuartile: median - 1, upperQuartile: median + 1 });

describe('A figure', () => {
  it('is the ratio of medians, judged by its goal', () => {
    const goal = { of: 'ratio', atMost: 1.3 } as const;
    const slow = figure({ name: 'f', unit: 'ms', value: sample(14), baseline: sample(10), goal });
    expect(slow).toMatchObject({ value: 14, baseline: 10, ratio: 1.4, goal: 'ratio <= 1.3', met: false });
    expect(slow.note).toBe('13–15 against 9–11');
    expect(judged(slow, { of: 'ratio', atLeast: 1.4 }).met).toBe(true);
  });

  it('without a goal only informs', () => {
    expect(figure({ name: 'f', unit: 'ms', value: 1 })).toMatchObject({ ratio: null, goal: null, met: null });
  });

  it('that falls short stands first in the table', () => {
    const of = (met: boolean | null) => ({ ...figure({ name: String(met), unit: '', value: 1 }), met });
    expect(shortfallsFirst([of(null), of(true), of(false)]).map(({ met }) => met)).toEqual([
      false,
      true,
      null,
    ]);
  });
});

describe('The short form', () => {
  const bundle = (kilobytes: number) => figure({ name: 'ingest bundle', unit: 'kB gzip', value: kilobytes });

  it('says when a figure has slipped, and leaves out what has no floor', () => {
    const other = figure({ name: 'another', unit: '', value: 1 });
    expect(checkedFigures([bundle(74), other], false).map(({ met }) => met)).toEqual([true]);
    expect(checkedFigures([bundle(76)], false).map(({ met }) => met)).toEqual([false]);
  });

  it('does not pass when something was not measured', () => {
    expect(() => checkedFigures([bundle(74)], true)).toThrow(/Not measured: .*verify 1 kB/);
  });
});

it('A quantile lies between its neighbors', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2], 0.5)).toBe(1.5);
});
