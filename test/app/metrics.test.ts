import { expect, it } from 'vitest';
import { metrics } from '../../lib/app/metrics.ts';

const entries = Object.entries(metrics);
const namesOf = (wanted: (metric: (typeof entries)[number][1]) => boolean): readonly string[] =>
  entries.filter(([, metric]) => wanted(metric)).map(([name]) => name);

it('Every metric has the dimension provider, and only Refused has the reason', () => {
  expect(entries.filter(([, { by }]) => !by.some((set) => set[0] === 'provider'))).toEqual([]);
  expect(namesOf(({ by }) => by.some((set) => set.includes('reason')))).toEqual(['Refused']);
});

it('A metric has a total, which costs money, only if an alarm uses it', () => {
  const totals = [
    'Refused',
    'NoSecret',
    'Advanced',
    'Ignored',
    'Conflict',
    'UnknownStatus',
    'Review',
    'Failed',
    'PublishFailed',
    'EndpointGone',
  ];
  expect(namesOf(({ by }) => by.some((set) => set.length === 0))).toEqual(totals);
});

it('A measured metric has a unit, and a counted one has none', () => {
  expect(namesOf((metric) => 'unit' in metric && metric.unit === 'Milliseconds')).toEqual(['Delay', 'Age']);
  expect(namesOf((metric) => 'unit' in metric)).toEqual(['Delay', 'Age']);
});
