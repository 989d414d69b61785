import { providers } from '../lib/providers/registry.ts';
import { atLeast, atMost, type Figure, type Goal, judged } from './figure.ts';
import { mostCosts, statusesOf } from './samples/statuses-of.ts';

/** What a paid checkout of a provider may cost. */
function gatesOf(provider: string): Readonly<Record<string, Goal>> {
  const name = statusesOf(provider);
  const { writeUnits, tableUnits, rowBytes } = mostCosts(provider);
  return {
    [`row of ${name}`]: atMost(rowBytes),
    [`row of ${name}, with retention`]: atMost(rowBytes),
    [name]: atMost(writeUnits),
    [`${name}, table alone`]: atMost(tableUnits),
  };
}

/**
 * The limits that CI holds, by figure. Bytes, requests and units are the same on every machine, so their limits are
 * what the code reaches today. Ratios leave room for a busy machine. Dollars have no limit: they change with prices.
 */
const gates: Readonly<Record<string, Goal>> = {
  'ingest bundle': atMost(80),
  'consume bundle': atMost(88),
  'publish bundle': atMost(87),
  'notify bundle': atMost(77),
  'requests to DynamoDB, new event': atMost(1),
  'requests to DynamoDB, duplicate': atMost(1),
  'requests to DynamoDB, late event': atMost(2),
  'requests to DynamoDB, burst of 10': atMost(1),
  'requests to DynamoDB, a first contradiction': atMost(2),
  'requests to DynamoDB, the same contradiction again': atMost(1),
  'requests to DynamoDB, a resolution': atMost(2),
  'a first contradiction': atMost(6),
  'a resolution': atMost(2),
  ...Object.assign({}, ...providers.map(({ name }) => gatesOf(name))),
  'write units of a webhook': atMost(2.5),
  'requests to SQS of a webhook': atMost(1.2),
  'message bytes of a webhook': atMost(780),
  'log bytes of a webhook': atMost(430),
  'log bytes of a webhook, batches of 1': atMost(780),
  'time series of custom metrics': atMost(10),
  'verify 1 kB': atMost(2, 'ratio'),
  'verify 10 kB': atMost(2, 'ratio'),
  'verify 256 kB': atMost(2, 'ratio'),
  'verify 1 kB, list': atMost(2, 'ratio'),
  'verify 1 kB, signed headers': atMost(2, 'ratio'),
  'ingest import': atMost(0.9, 'ratio'),
  'ingest bundle, against two providers': atMost(1.1, 'ratio'),
  'consume import, against Powertools': atMost(0.9, 'ratio'),
  'ingest, warm, p50': atMost(1.4, 'ratio'),
  'consumer throughput, against Powertools': atLeast(1.4, 'ratio'),
  'consume, computing per event, against a bare handler': atMost(2.75, 'ratio'),
  'publish, computing per record': atMost(10, 'ratio'),
  'publish, computing per record, against a bare handler': atMost(1.2, 'ratio'),
};

/**
 * Returns the figures, each judged by its gate in place of its goal. A figure without a gate is judged by nothing.
 *
 * @param complete whether every figure with a gate must be there
 * @throws Error when one is missing: a gate that nothing is measured for would always be open
 */
export function gated(figures: readonly Figure[], complete: boolean): readonly Figure[] {
  const missing = Object.keys(gates).filter((name) => !figures.some((figure) => figure.name === name));
  if (complete && missing.length > 0) throw new Error(`Not measured: ${missing.join('; ')}.`);
  return figures.map((figure) => judged(figure, gates[figure.name]));
}
