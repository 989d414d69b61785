/** `npm run chaos`: sends webhooks to real processes that are killed, frozen and cut off meanwhile. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeProgress } from '../kit/command/progress.ts';
import { helpOption, seedOption } from '../kit/command/proof-options.ts';
import { runProof } from '../kit/command/run-proof.ts';
import { wholeNumber } from '../kit/command/whole-number.ts';
import { chaosReport } from './chaos-report.ts';
import { runChaos } from './chaos-run.ts';
import { keepChaos } from './keep-chaos.ts';

const PER_SECOND = 250;
const REST = 3;

const help = `Sends webhooks to the local stack while its processes are killed.

Usage: npm run chaos [-- OPTIONS]

  --webhooks N   number of different webhooks (default: 20000); repeats and forged ones are added to them
  --checkouts N  number of checkouts that they are about (default: 5000)
  --seed S       draws the same webhooks, and the same faults in the same order (default: a new seed)
  --json FILE    also writes the result to a file
  --help         prints this text

The exit code is 1 when anything was lost, regressed, duplicated or forged, when the dead-letter queue does not hold
exactly the poison, and when the run takes longer than a quarter of an hour. It is 2 when the command line is wrong.`;

await runProof({ help, readOptions, run });

function readOptions() {
  const { webhooks, checkouts, seed, ...others } = parseArgs({
    options: {
      webhooks: { type: 'string', default: '20000' },
      checkouts: { type: 'string', default: '5000' },
      seed: seedOption,
      json: { type: 'string' },
      help: helpOption,
    },
  }).values;
  return {
    ...others,
    webhooks: wholeNumber('--webhooks', webhooks),
    checkouts: wholeNumber('--checkouts', checkouts),
    seed: wholeNumber('--seed', seed),
  };
}

async function run({ webhooks, checkouts, seed, json }: ReturnType<typeof readOptions>): Promise<boolean> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const options = { webhooks, checkouts, seed, perSecond: PER_SECOND, rest: REST, waitsForMerchant: true };
  console.log(`seed ${seed}`);
  try {
    const result = await runChaos({
      ...options,
      signal: stop.signal,
      showProgress: writeProgress,
    });
    console.log(chaosReport(seed, result));
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...options, ...result }, null, 2)}\n`);
    keepChaos(options, result);
    return result.findings.length === 0;
  } catch (error) {
    console.error(stop.signal.aborted ? 'Stopped.' : error);
    return false;
  }
}
