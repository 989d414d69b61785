import { type Figure, type Goal, judged } from './figure.ts';

const atMost = (limit: number, of: Goal['of'] = 'value'): Goal => ({ of, atMost: limit });
const atLeast = (limit: number, of: Goal['of'] = 'value'): Goal => ({ of, atLeast: limit });

/**
 * What CI holds us to, by figure. These are no goals (docs/performance.md has those) but floors: bytes, requests and
 * units are the same on every machine and stand at what is reached; ratios leave room for a busy one.
 */
const floors: Readonly<Record<string, Goal>> = {
  'ingest bundle': atMost(75),
  'consume bundle': atMost(80),
  'requests to DynamoDB, new event': atMost(1),
  'requests to DynamoDB, duplicate': atMost(1),
  'requests to DynamoDB, late event': atMost(2),
  'requests to DynamoDB, burst of 10': atMost(1),
  'four statuses of inqud': atMost(10),
  'four statuses of inqud, table alone': atMost(4),
  'four statuses of tweed': atMost(10),
  'four statuses of tweed, table alone': atMost(4),
  'a million webhooks, us-east-1, batches of 10, 10 million a month': atMost(3.85),
  'log bytes of a webhook': atMost(430),
  'time series of custom metrics': atMost(9),
  'verify 1 kB': atMost(2, 'ratio'),
  'verify 10 kB': atMost(2, 'ratio'),
  'verify 256 kB': atMost(2, 'ratio'),
  'ingest import': atMost(0.9, 'ratio'),
  'consume import, against Powertools': atMost(0.9, 'ratio'),
  'ingest, warm, p50': atMost(1.4, 'ratio'),
  'consumer throughput, against Powertools': atLeast(1.4, 'ratio'),
};

/**
 * The figures that have a floor, each judged by it.
 * @throws Error when one was not measured that should have been: a floor that is never looked at holds nothing
 */
export function checkedFigures(figures: readonly Figure[], complete: boolean): readonly Figure[] {
  const missing = Object.keys(floors).filter((name) => !figures.some((figure) => figure.name === name));
  if (complete && missing.length > 0) throw new Error(`Not measured: ${missing.join('; ')}.`);
  return figures.flatMap((figure) => {
    const floor = floors[figure.name];
    return floor ? [judged(figure, floor)] : [];
  });
}
