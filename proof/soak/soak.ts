/** `npm run soak`: as many simulated deliveries as one likes, or every course of the small cases. */

import { parseArgs } from 'node:util';
import { wholeNumber } from '../kit/whole-number.ts';
import { soakExhaustively } from './soak-exhaustively.ts';
import { soakFlawed } from './soak-flawed.ts';
import { soakRandomly } from './soak-randomly.ts';
import type { SoakResult } from './soak-result.ts';

const help = `Simulates the service and everything around it, breaks what can break, and checks what must hold.

Usage: npm run soak [-- OPTIONS]

  --deliveries N  simulate at least so many deliveries (1000000)
  --seed S        begin with the world of this seed; the next ones have the next seeds (a new one each time).
                  With --deliveries 1 exactly that world: this is how a failure is seen again
  --exhaustive    instead of chance, every interleaving and every single fault of the small cases: minutes
  --flawed        instead, receivers with one known mistake each, on every suite: minutes
  --json          the result as JSON on stdout
  --help          this text

Progress goes to stderr. Ends with 1 when a check objected, and shows the seed and the shortest schedule found;
with 2 when the command line is wrong.`;

const USAGE_FAULT = 2;

const options = readOptions();
if (options) process.exitCode = await run(options);
else process.exitCode = USAGE_FAULT;

function optionsOf() {
  const { deliveries, seed, ...flags } = parseArgs({
    options: {
      deliveries: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
      exhaustive: { type: 'boolean', default: false },
      flawed: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
  return {
    ...flags,
    deliveries: wholeNumber('--deliveries', deliveries),
    seed: wholeNumber('--seed', seed),
  };
}

type Options = ReturnType<typeof optionsOf>;

function readOptions(): Options | undefined {
  try {
    return optionsOf();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

async function run(options: Options): Promise<number> {
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { text, data, isClean } = await soak(options);
  console.log(options.json ? JSON.stringify(data, null, 2) : text);
  return isClean ? 0 : 1;
}

function soak({ deliveries, seed, exhaustive, flawed }: Options): Promise<SoakResult> {
  if (flawed) return soakFlawed();
  return exhaustive ? soakExhaustively() : soakRandomly({ deliveries, seed });
}
