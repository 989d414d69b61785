import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import { startStack } from '../../local/stack/stack.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import type { Bench } from '../bench.ts';
import { atMost, figure } from '../figure.ts';
import { quantile } from '../kit/statistics.ts';
import { providerNamed, sampleCheckout, webhookBody } from '../samples/webhooks.ts';

const PER_SECOND = 200;
const COLD_SECONDS = 10;
const WARM_SECONDS = 20;
const MS_PER_SECOND = 1_000;
/** How long after the last webhook the last row may be written. */
const PATIENCE_MS = 20_000;
const agent = new Agent({ keepAlive: true });

export const load: Bench = {
  name: 'load',
  about: `from HTTP request to row on the local stack, ${PER_SECOND} webhooks a second`,
  inShortForm: false,
  async run({ progress }) {
    const written = new Map<string, number>();
    const stack = await startStack({ onLine: (line) => noteRow(line, written) });
    try {
      progress(`${COLD_SECONDS} s from a cold start`);
      const cold = await delaysUnderLoad(stack.url, written, COLD_SECONDS);
      progress(`${WARM_SECONDS} s warm`);
      const warm = await delaysUnderLoad(stack.url, written, WARM_SECONDS);
      const name = `end to end at ${PER_SECOND} webhooks/s`;
      return [
        figure(`${name}, p50`, 'ms', quantile(warm, 0.5), { goal: atMost(25) }),
        figure(`${name}, p99`, 'ms', quantile(warm, 0.99), { goal: atMost(100) }),
        figure(`${name}, p99, cold start`, 'ms', quantile(cold, 0.99)),
      ];
    } finally {
      await stack.stop();
    }
  },
};

/** When the row of each checkout was written. Consume logs a webhook once DynamoDB has answered its write. */
function noteRow(line: string, written: Map<string, number>): void {
  if (!line.includes('event_advanced')) return;
  const { checkoutId }: { checkoutId: string } = JSON.parse(line);
  written.set(checkoutId, performance.now());
}

/**
 * Sends webhooks at a steady rate, each when it is due, whether or not earlier ones have been answered. Returns the
 * milliseconds from when each was due to its row. That it was sent late counts as well.
 *
 * @throws Error when a webhook is refused or does not become a row in time
 */
async function delaysUnderLoad(
  url: string,
  written: ReadonlyMap<string, number>,
  seconds: number,
): Promise<readonly number[]> {
  const dueTimes = new Map<string, number>();
  const answers: Promise<boolean>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < PER_SECOND * seconds; sent += 1) {
    const due = start + (sent / PER_SECOND) * MS_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    const checkout = sampleCheckout('tweed');
    dueTimes.set(checkout.checkoutId, due);
    answers.push(isTaken(url, webhookBody(checkout, 'CREATED', 0)));
  }
  if ((await Promise.all(answers)).includes(false)) throw new Error('A webhook was not answered with 200.');
  const until = performance.now() + PATIENCE_MS;
  while ([...dueTimes.keys()].some((checkoutId) => !written.has(checkoutId))) {
    if (performance.now() > until) throw new Error('A webhook did not become a row.');
    await sleep(1);
  }
  return [...dueTimes].map(([checkoutId, due]) => (written.get(checkoutId) ?? Number.NaN) - due);
}

const signed = (body: Buffer) => signedHeaders(providerNamed('tweed'), { body, secret: LOCAL_SECRET });

/** Not with `fetch`, which would take computing from the stack that is measured. */
const isTaken = (url: string, body: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    const headers = signed(body);
    const sending = request(`${url}/webhooks/tweed`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200));
    });
    sending.on('error', () => resolve(false)).end(body);
  });
