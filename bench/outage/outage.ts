/** `npm run outage`: prints the course of an outage of the table, or writes it into docs/scale.md. */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import { readDeployedQueues } from './deployed-queues.ts';
import { outageReport } from './outage-report.ts';

const DOCUMENT = 'docs/scale.md';
const HOUR = 3_600;
const USAGE = `Simulates an outage of the table with the settings of the queues in serverless.yml.

  npm run outage                             three hours at 100 webhooks a second
  npm run outage -- --hours 24 --rate 20     your own
  npm run outage -- --write                  writes the first into ${DOCUMENT}
`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { hours: text, rate: text, write: { type: 'boolean' }, help: { type: 'boolean' } },
});

function positive(name: 'hours' | 'rate', otherwise: number): number {
  const value = Number(values[name] ?? otherwise);
  if (value > 0) return value;
  throw new RangeError(`--${name} must be a number above 0.`);
}

function main(): void {
  const load = { seconds: Math.round(positive('hours', 3) * HOUR), rate: positive('rate', 100) };
  const report = outageReport(readDeployedQueues('.'), load);
  if (!values.write) process.stdout.write(`${report}\n`);
  else writeFileSync(DOCUMENT, withMarkedRegion(readFileSync(DOCUMENT, 'utf8'), 'outage', report));
}

if (values.help) process.stdout.write(USAGE);
else main();
