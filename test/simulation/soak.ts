/** `npm run soak`: as many simulated deliveries as one likes, or every course of the small cases. */

import { parseArgs } from 'node:util';
import { wholeNumber } from '../hostile/whole-number.ts';
import { soakExhaustively } from './soak-exhaustively.ts';
import { soakRandomly } from './soak-randomly.ts';

const help = `Simulates the service and everything around it, breaks what can break, and checks what must hold.

Usage: npm run soak [-- OPTIONS]

  --deliveries N  simulate at least so many deliveries (1000000)
  --seed S        begin with the world of this seed; the next ones have the next seeds (a new one each time).
                  With --deliveries 1 exactly that world: this is how a failure is seen again
  --exhaustive    instead of chance, every interleaving and every single fault of the small cases: minutes
  --json          the counts as JSON on stdout
  --help          this text

Progress goes to stderr. Ends with 1 when a check objected, and shows the seed and the shortest schedule found.`;

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    exhaustive: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else process.exitCode = await run();

async function run(): Promise<number> {
  const { exhaustive, json } = values;
  const deliveries = wholeNumber('--deliveries', values.deliveries);
  const seed = wholeNumber('--seed', values.seed);
  const { text, data, isClean } = await (exhaustive
    ? soakExhaustively()
    : soakRandomly({ deliveries, seed }));
  console.log(json ? JSON.stringify(data, null, 2) : text);
  return isClean ? 0 : 1;
}
