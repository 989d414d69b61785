/** Imports a bundled handler when told to, hands it events one at a time, and sends how long each took: milliseconds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { PacedOrder } from '../memory/paced-handler.ts';

type Answer = { readonly statusCode?: number; readonly batchItemFailures?: readonly unknown[] };

const [bundle = ''] = process.argv.slice(2);
const context = { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'bench' };
let handler: (event: unknown, context: object) => Promise<Answer> = () =>
  Promise.reject(new Error('Not yet.'));

async function load(): Promise<void> {
  ({ handler } = await import(pathToFileURL(bundle).href));
}

async function call(event: unknown): Promise<void> {
  const answer = await handler(event, context);
  const isRight = answer.statusCode === 200 || answer.batchItemFailures?.length === 0;
  if (!isRight) throw new Error(`The answer was ${JSON.stringify(answer)}.`);
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function follow(order: PacedOrder): Promise<readonly number[]> {
  if (order.kind === 'import') return [await timed(load)];
  const taken: number[] = [];
  for (const event of order.events) {
    // Not in step with the periods of the quota.
    if (order.pauseMs > 0) await sleep(order.pauseMs * (1 + Math.random()));
    taken.push(await timed(() => call(event)));
  }
  return taken;
}

process.on('message', async (order: PacedOrder) => process.send?.(await follow(order)));
// On AWS every endpoint is https, and node:http is not loaded by whoever does not import it himself.
await import('node:http');
process.send?.('ready');
