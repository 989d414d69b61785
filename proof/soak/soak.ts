/** `npm run soak`: any number of simulated deliveries, or every course of the small cases. */

import { parseArgs } from 'node:util';
import { helpOption, seedOption } from '../kit/command/proof-options.ts';
import { runProof } from '../kit/command/run-proof.ts';
import { wholeNumber } from '../kit/command/whole-number.ts';
import { soakExhaustively } from './soak-exhaustively.ts';
import { soakFlawed, soakFlawedMerchants } from './soak-flawed.ts';
import { soakRandomly } from './soak-randomly.ts';
import type { SoakResult } from './soak-result.ts';

const help = `Simulates the service and everything around it, breaks whatever can break, and checks the promises.

Usage: npm run soak [-- OPTIONS]

  --deliveries N  number of deliveries to simulate, at least (default: 1000000)
  --seed S        seed of the first world; each further world has the next seed (default: a new one).
                  With --deliveries 1 or --transitions 1 only that world runs: use it to repeat a failure
  --transitions N simulates worlds with a merchant instead, until N changes are published
  --exhaustive    runs every interleaving and every single fault of the small cases instead: takes minutes
  --flawed        tries receivers with one known mistake each on every suite instead: takes minutes
  --flawed-merchants
                  does the same with publishers and merchants: takes minutes
  --json          prints the result as JSON
  --help          prints this text

Progress goes to stderr. The exit code is 1 when a check objected; the output then has the seed and the shortest
schedule found. The exit code is 2 when the command line is wrong.`;

await runProof({ help, readOptions, run });

function readOptions() {
  const { deliveries, transitions, seed, ...flags } = parseArgs({
    options: {
      deliveries: { type: 'string', default: '1000000' },
      transitions: { type: 'string' },
      seed: seedOption,
      exhaustive: { type: 'boolean', default: false },
      flawed: { type: 'boolean', default: false },
      'flawed-merchants': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: helpOption,
    },
  }).values;
  return {
    ...flags,
    amount:
      transitions === undefined
        ? { deliveries: wholeNumber('--deliveries', deliveries) }
        : { transitions: wholeNumber('--transitions', transitions) },
    seed: wholeNumber('--seed', seed),
  };
}

type Options = ReturnType<typeof readOptions>;

async function run(options: Options): Promise<boolean> {
  const { text, data, isClean } = await soak(options);
  console.log(options.json ? JSON.stringify(data, null, 2) : text);
  return isClean;
}

function soak({ amount, seed, exhaustive, flawed, ...options }: Options): Promise<SoakResult> {
  if (options['flawed-merchants']) return soakFlawedMerchants();
  if (flawed) return soakFlawed();
  return exhaustive ? soakExhaustively() : soakRandomly({ amount, seed });
}
