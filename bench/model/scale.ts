/** `npm run scale`: prints the model of cost and scale, or writes it into docs/scale.md. */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import { buildModel } from './model.ts';
import { everyPowerOfTen, scaleReport } from './scale-report.ts';

const DOCUMENT = 'docs/scale.md';
const USAGE = `Prints what webhooks cost on AWS and what they need there, computed from what the code sends and writes.

  npm run scale                               10 to 100,000 webhooks a second
  npm run scale -- --rate 300 --burst 2000    your own load
  npm run scale -- --ingest-ms 40 --batch-ms 120 --cold-ms 600    with the durations that you see
  npm run scale -- --write                    writes the tables into ${DOCUMENT}
`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    rate: text,
    burst: text,
    'ingest-ms': text,
    'batch-ms': text,
    'cold-ms': text,
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

function number(name: 'rate' | 'burst' | 'ingest-ms' | 'batch-ms' | 'cold-ms', otherwise: number): number {
  const value = Number(values[name] ?? otherwise);
  if (value >= 0) return value;
  throw new RangeError(`--${name} must be a number that is not negative.`);
}

async function main(): Promise<void> {
  const model = await buildModel();
  const withOptions = ({ ingestMs, batchMs }: typeof model.ordinaryRun) => ({
    ingestMs: number('ingest-ms', ingestMs),
    batchMs: number('batch-ms', batchMs),
  });
  const ordinaryRun = withOptions(model.ordinaryRun);
  const slowRun = { ...withOptions(model.slowRun), coldMs: number('cold-ms', model.slowRun.coldMs) };
  const ownLoad = { rate: number('rate', 0), burst: number('burst', 0) };
  const report = scaleReport(
    { ...model, ordinaryRun, slowRun },
    values.rate === undefined ? everyPowerOfTen : [ownLoad],
  );
  if (!values.write) process.stdout.write(`${report}\n`);
  else writeFileSync(DOCUMENT, withMarkedRegion(readFileSync(DOCUMENT, 'utf8'), 'computed', report));
}

if (values.help) process.stdout.write(USAGE);
else await main();
