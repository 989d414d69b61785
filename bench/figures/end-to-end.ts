import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { tweed } from '../../lib/providers/tweed.ts';
import { type LocalStack, startStack } from '../../local/stack.ts';
import { LOCAL_SECRET } from '../../local/stack-options.ts';
import type { Bench } from '../bench.ts';
import { figure } from '../figure.ts';
import { quantile } from '../statistics.ts';
import { sampleCheckout, webhookBody } from '../webhooks.ts';

const PER_SECOND = 200;
const SECONDS = 10;
const MS_PER_SECOND = 1_000;
const SETTLE_MS = 5_000;
const NO_ANSWER = 0;

export const endToEnd: Bench = {
  name: 'end-to-end',
  about: `from the webhook's HTTP request to its row, on the local stack, ${PER_SECOND} webhooks/s`,
  inShortForm: false,
  async run({ progress }) {
    const arrivals = new Arrivals();
    const stack = await startStack({ onLine: (line) => arrivals.note(line) });
    try {
      progress(`${PER_SECOND} webhooks/s for ${SECONDS} s`);
      const failed = await postSteadily(stack, arrivals);
      const { delays, missing } = await arrivals.all();
      const note = `${delays.length} rows, ${missing} not within ${SETTLE_MS / MS_PER_SECOND} s of the last webhook, ${failed} requests failed`;
      const name = `end to end at ${PER_SECOND} webhooks/s`;
      const atMost = (limit: number) => ({ of: 'value', atMost: limit }) as const;
      return [
        figure({ name: `${name}, p50`, unit: 'ms', value: quantile(delays, 0.5), goal: atMost(25), note }),
        figure({ name: `${name}, p99`, unit: 'ms', value: quantile(delays, 0.99), goal: atMost(100), note }),
      ];
    } finally {
      await stack.stop();
    }
  },
};

/** When each checkout was sent, and when consume told that its row is written: by then it can be read. */
class Arrivals {
  readonly #sent = new Map<string, number>();
  readonly #delays: number[] = [];

  send(checkoutId: string): void {
    this.#sent.set(checkoutId, performance.now());
  }

  note(line: string): void {
    if (!line.includes('event_advanced')) return;
    const { checkoutId }: { checkoutId: string } = JSON.parse(line);
    const sent = this.#sent.get(checkoutId);
    this.#sent.delete(checkoutId);
    if (sent !== undefined) this.#delays.push(performance.now() - sent);
  }

  async all() {
    const end = Date.now() + SETTLE_MS;
    while (this.#sent.size > 0 && Date.now() < end) await sleep(10);
    return { delays: this.#delays, missing: this.#sent.size };
  }
}

/**
 * Open loop: a webhook goes out when its time has come, whether or not earlier ones have been answered.
 * @returns how many were not answered 200
 */
async function postSteadily({ url }: LocalStack, arrivals: Arrivals): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const answers: Promise<number>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent += 1) {
    const due = start + (sent / PER_SECOND) * MS_PER_SECOND;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const checkout = sampleCheckout('tweed');
    arrivals.send(checkout.checkoutId);
    answers.push(post(`${url}/webhooks/tweed`, webhookBody(checkout, 'CREATED', 0), agent));
  }
  const failed = (await Promise.all(answers)).filter((status) => status !== 200);
  agent.destroy();
  return failed.length;
}

const post = (url: string, body: Buffer, agent: Agent): Promise<number> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', ...tweed.sign(body, LOCAL_SECRET) };
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', () => resolve(NO_ANSWER)).end(body);
  });
