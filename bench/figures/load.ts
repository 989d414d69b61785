import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalStack, startStack } from '../../local/stack/stack.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import type { Bench } from '../bench.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { quantile } from '../kit/statistics.ts';
import { providerOf, sampleCheckout, webhookBody } from '../samples/webhooks.ts';

const PER_SECOND = 200;
const COLD_SECONDS = 10;
const WARM_SECONDS = 20;
const MS_PER_SECOND = 1_000;
/** How long after the last webhook the last row may come. */
const PATIENCE_MS = 20_000;

export const load: Bench = {
  name: 'load',
  about: `from HTTP request to row on the local stack, ${PER_SECOND} webhooks a second`,
  inShortForm: false,
  async run({ progress }) {
    const arrivals = new Map<string, number>();
    const stack = await startStack({ onLine: (line) => noteArrival(line, arrivals) });
    try {
      progress(`${COLD_SECONDS} s from a cold start`);
      const cold = await delaysUnderLoad(stack, arrivals, COLD_SECONDS);
      progress(`${WARM_SECONDS} s warm`);
      const warm = await delaysUnderLoad(stack, arrivals, WARM_SECONDS);
      return [
        delayFigure('p50', warm, 0.5, 25),
        delayFigure('p99', warm, 0.99, 100),
        delayFigure('p99, cold start', cold, 0.99),
      ];
    } finally {
      await stack.stop();
    }
  },
};

type Arrivals = ReadonlyMap<string, number>;

/** Consume logs a webhook once DynamoDB has answered its write. */
function noteArrival(line: string, arrivals: Map<string, number>): void {
  if (!line.includes('event_advanced')) return;
  const { checkoutId }: { checkoutId: string } = JSON.parse(line);
  arrivals.set(checkoutId, performance.now());
}

/**
 * Sends webhooks at a steady rate, each when it is due, whether or not earlier ones have been answered. Returns the
 * milliseconds from when each was due to its row, so that being sent late counts as well.
 *
 * @throws Error when a webhook is refused or does not become a row in time
 */
async function delaysUnderLoad(
  stack: LocalStack,
  arrivals: Arrivals,
  seconds: number,
): Promise<readonly number[]> {
  const dueTimes = new Map<string, number>();
  const answers: Promise<void>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < PER_SECOND * seconds; sent += 1) {
    const due = start + (sent / PER_SECOND) * MS_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    const checkout = sampleCheckout('tweed');
    dueTimes.set(checkout.checkoutId, due);
    answers.push(post(`${stack.url}/webhooks/tweed`, webhookBody(checkout, 'CREATED', 0)));
  }
  await Promise.all(answers);
  const checkoutIds = [...dueTimes.keys()];
  const isMissing = () => checkoutIds.some((checkoutId) => !arrivals.has(checkoutId));
  const until = performance.now() + PATIENCE_MS;
  while (isMissing()) {
    if (performance.now() > until) throw new Error('Some webhooks did not become rows.');
    await sleep(1);
  }
  return checkoutIds.map((id) => (arrivals.get(id) ?? Number.NaN) - (dueTimes.get(id) ?? Number.NaN));
}

async function post(url: string, body: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/json', ...providerOf.tweed.sign(body, LOCAL_SECRET) };
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A webhook got ${response.status}.`);
}

const delayFigure = (name: string, delays: readonly number[], share: number, most?: number): Figure =>
  figure({
    name: `end to end at ${PER_SECOND} webhooks/s, ${name}`,
    unit: 'ms',
    value: quantile(delays, share),
    goal: most === undefined ? undefined : atMost(most),
  });
