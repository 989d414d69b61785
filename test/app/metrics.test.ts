import { expect, it } from 'vitest';
import { metrics } from '../../lib/app/metrics.ts';

const entries = Object.entries(metrics);
const namesOf = (wanted: (metric: (typeof entries)[number][1]) => boolean): readonly string[] =>
  entries.filter(([, metric]) => wanted(metric)).map(([name]) => name);

it('Every metric is told apart by provider, some by reason too', () => {
  expect(entries.filter(([, { by }]) => !by.some((set) => set[0] === 'provider'))).toEqual([]);
  expect(namesOf(({ by }) => by.some((set) => set.includes('reason')))).toEqual(['Refused']);
});

it('A metric has a total, which costs money, only where an alarm compares it', () => {
  const totals = ['Refused', 'NoSecret', 'Conflict', 'UnknownStatus', 'Review', 'Failed'];
  expect(namesOf(({ by }) => by.some((set) => set.length === 0))).toEqual(totals);
});

it('What is measured has a unit, what is counted has none', () => {
  expect(namesOf((metric) => 'unit' in metric && metric.unit === 'Milliseconds')).toEqual(['Delay', 'Age']);
  expect(namesOf((metric) => 'unit' in metric)).toEqual(['Delay', 'Age']);
});
