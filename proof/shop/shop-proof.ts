/** `npm run shop-proof`: sends webhooks until a shop has shipped every paid order, while both are killed. */

import { parseArgs } from 'node:util';
import { writeProgress } from '../kit/command/progress.ts';
import { helpOption, seedOption } from '../kit/command/proof-options.ts';
import { runProof } from '../kit/command/run-proof.ts';
import { wholeNumber } from '../kit/command/whole-number.ts';
import { countsText } from '../kit/results/counts.ts';
import { runShop } from './shop-run.ts';

const LIMIT_MS = 3_600_000;
const SHOWN = 20;

const help = `Sends webhooks about many orders to the local stack, which notifies the shop of examples/shop. Meanwhile the shop, the
publisher, the notifier and the consumer are killed with kill -9. At the end, every paid order is shipped once.

Usage: npm run shop-proof [-- OPTIONS]

  --webhooks N    number of webhooks, repeats included (default: 20000)
  --per-second N  how many are sent in a second (default: 40)
  --seed S        draws the same orders and the same kills in the same order (default: a new seed)
  --help          prints this text

The exit code is 1 when an order was shipped twice, shipped unpaid, or paid and not shipped, or when the shop shows
another state than the table. It is 2 when the command line is wrong.`;

await runProof({ help, readOptions, run });

function readOptions() {
  const { values } = parseArgs({
    options: {
      webhooks: { type: 'string', default: '20000' },
      'per-second': { type: 'string', default: '40' },
      seed: seedOption,
      help: helpOption,
    },
  });
  return {
    help: values.help,
    webhooks: wholeNumber('--webhooks', values.webhooks),
    perSecond: wholeNumber('--per-second', values['per-second']),
    seed: wholeNumber('--seed', values.seed),
  };
}

async function run({ webhooks, perSecond, seed }: ReturnType<typeof readOptions>): Promise<boolean> {
  console.log(`seed ${seed}`);
  const options = { webhooks, perSecond, seed, limitMs: LIMIT_MS, showProgress: writeProgress };
  const { seconds, kills, counts, findings } = await runShop(options);
  console.log(`${seconds} s: ${countsText(kills)}`);
  console.log(countsText(counts));
  for (const finding of findings.slice(0, SHOWN)) console.log(finding);
  return findings.length === 0;
}
