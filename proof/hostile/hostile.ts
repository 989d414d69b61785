/** `npm run hostile`: sends any number of hostile requests. */

import { parseArgs } from 'node:util';
import { progressWriter } from '../kit/command/progress.ts';
import { helpOption, seedOption } from '../kit/command/proof-options.ts';
import { runProof } from '../kit/command/run-proof.ts';
import { secondsSince } from '../kit/command/seconds-since.ts';
import { wholeNumber } from '../kit/command/whole-number.ts';
import { hostileReport } from './hostile-report.ts';
import { runHostile } from './hostile-run.ts';
import { keepHostile } from './keep-hostile.ts';
import { runOverSockets } from './sockets/socket-run.ts';

/** A shorter run, such as a repeated request, must not replace the result of a long one. */
const WORTH_KEEPING = 10_000;

const help = `Sends hostile requests to the service.

Usage: npm run hostile [-- OPTIONS]

  --requests N  number of requests (default: 200000; with --sockets 20000)
  --seed S      draws the same requests again (default: a new seed)
  --from I      starts with request number I, to repeat one request (default: 0)
  --sockets     sends them over connections to a local stack, instead of to the handlers in this process
  --help        prints this text

The exit code is 1 when anything was lost, regressed, duplicated, forged or answered wrongly. It is 2 when the
command line is wrong.`;

await runProof({ help, readOptions, run });

function readOptions() {
  const { requests, seed, from, ...flags } = parseArgs({
    options: {
      requests: { type: 'string' },
      seed: seedOption,
      from: { type: 'string', default: '0' },
      sockets: { type: 'boolean', default: false },
      help: helpOption,
    },
  }).values;
  return {
    ...flags,
    requests: wholeNumber('--requests', requests ?? (flags.sockets ? '20000' : '200000')),
    seed: wholeNumber('--seed', seed),
    from: wholeNumber('--from', from),
  };
}

async function run({ requests, seed, from, sockets }: ReturnType<typeof readOptions>): Promise<boolean> {
  console.log(`seed ${seed}`);
  const start = performance.now();
  const write = progressWriter();
  const progress = (done: number) => write(() => `${done} of ${requests} requests`);
  const send = sockets ? runOverSockets : runHostile;
  const result = await send({ requests, seed, from, progress });
  console.log(hostileReport(seed, result));
  if (from === 0 && requests >= WORTH_KEEPING) {
    keepHostile({ isOverSockets: sockets, requests, seed, seconds: secondsSince(start) }, result);
  }
  return result.findings.length === 0;
}
