import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ordinaryCircumstances } from '../cost/circumstances.ts';
import { measureWebhook } from '../cost/measured-webhook.ts';
import type { RunDurations } from '../cost/run-durations.ts';
import { slowSide } from './assumptions.ts';
import { boundsOfService } from './bounds.ts';
import { everyPowerOfTen, withReport } from './document.ts';
import { scaleReport } from './scale-report.ts';

const USAGE = `Prints what webhooks cost on AWS and what they need there, from what the code really sends and writes.

  npm run scale                               10 to 100,000 webhooks a second
  npm run scale -- --rate 300 --burst 2000    your own load
  npm run scale -- --ingest-ms 40 --batch-ms 120 --cold-ms 600    with the durations that you see
  npm run scale -- --write                    puts the tables into docs/scale.md
`;

const { values } = parseArgs({
  options: {
    rate: { type: 'string' },
    burst: { type: 'string' },
    'ingest-ms': { type: 'string' },
    'batch-ms': { type: 'string' },
    'cold-ms': { type: 'string' },
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

function number(name: 'rate' | 'burst' | 'ingest-ms' | 'batch-ms' | 'cold-ms', otherwise: number): number {
  const value = Number(values[name] ?? otherwise);
  if (value >= 0) return value;
  throw new RangeError(`--${name} must be a number that is not negative.`);
}

if (values.help) process.stdout.write(USAGE);
else {
  const runOr = ({ ingestMs, batchMs }: RunDurations): RunDurations => ({
    ingestMs: number('ingest-ms', ingestMs),
    batchMs: number('batch-ms', batchMs),
  });
  const circumstances = ordinaryCircumstances();
  const model = {
    webhook: await measureWebhook(),
    circumstances: { ...circumstances, run: runOr(circumstances.run) },
    given: { ...runOr(slowSide), coldMs: number('cold-ms', slowSide.coldMs) },
    bounds: boundsOfService(),
  };
  const loads =
    values.rate === undefined ? everyPowerOfTen : [{ rate: number('rate', 0), burst: number('burst', 0) }];
  const report = scaleReport(model, loads);
  const file = 'docs/scale.md';
  if (values.write) await writeFile(file, withReport(await readFile(file, 'utf8'), report));
  else process.stdout.write(`${report}\n`);
}
