/** `npm run chaos`: webhooks to real processes that are killed, frozen and cut off meanwhile. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../kit/whole-number.ts';
import { chaosReport } from './chaos-report.ts';
import { runChaos } from './chaos-run.ts';
import { keepChaos } from './keep-chaos.ts';

const PER_SECOND = 250;
const REST = 3;

const help = `Sends webhooks to the local stack while its processes are killed: npm run chaos [-- OPTIONS]

  --webhooks N   how many different ones (20000); repeats and forged ones come on top
  --checkouts N  for how many checkouts (5000)
  --seed S       the same webhooks and the same faults in the same order (new ones each time)
  --json FILE    writes the result there too
  --help         this text

Ends with 1 when anything was lost, regressed, duplicated or forged, when the dead-letter queue does not hold
exactly the poison, and when it is not over within five minutes.`;

const { values } = parseArgs({
  options: {
    webhooks: { type: 'string', default: '20000' },
    checkouts: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else process.exitCode = await run();

async function run(): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const options = {
    webhooks: wholeNumber('--webhooks', values.webhooks),
    checkouts: wholeNumber('--checkouts', values.checkouts),
    seed: wholeNumber('--seed', values.seed),
    perSecond: PER_SECOND,
    rest: REST,
    signal: stop.signal,
    onProgress: (line: string) => console.error(line),
  };
  console.log(`seed ${options.seed}`);
  try {
    const result = await runChaos(options);
    console.log(chaosReport(options.seed, result));
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...options, ...result }, null, 2)}\n`);
    keepChaos(options, result);
    return result.findings.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(stop.signal.aborted ? 'Stopped.' : error);
    return 1;
  }
}
