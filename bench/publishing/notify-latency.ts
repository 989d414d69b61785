import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { startStack } from '../../local/stack/stack.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import type { Bench } from '../bench.ts';
import { atMost, figure } from '../figure.ts';
import { delaysUnderLoad } from '../kit/delays-under-load.ts';
import { quantile } from '../kit/statistics.ts';

const PER_SECOND = 50;
const WARM_UP_SECONDS = 10;
const SECONDS = 60;

export const notifyLatency: Bench = {
  name: 'notify-latency',
  about: `from a provider's webhook to the shop's endpoint on the local stack, ${PER_SECOND} webhooks a second`,
  inShortForm: false,
  async run({ progress }) {
    const arrived = new Map<string, number>();
    const shop = await startShop(arrived);
    try {
      const stack = await startStack({ forwardTo: shop.url });
      try {
        progress(`${WARM_UP_SECONDS} s to warm up`);
        await delaysUnderLoad(stack.url, arrived, { perSecond: PER_SECOND, seconds: WARM_UP_SECONDS });
        progress(`${SECONDS} s`);
        const delays = await delaysUnderLoad(stack.url, arrived, { perSecond: PER_SECOND, seconds: SECONDS });
        const name = `webhook to shop at ${PER_SECOND} webhooks/s`;
        return [
          figure(`${name}, p50`, 'ms', quantile(delays, 0.5), { goal: atMost(150) }),
          figure(`${name}, p99`, 'ms', quantile(delays, 0.99), { goal: atMost(750) }),
        ];
      } finally {
        await stack.stop();
      }
    } finally {
      shop.stop();
    }
  },
};

const Address = z.object({ port: z.int() });
const Event = z.object({ subject: z.string() });

/** Starts a shop that accepts every event, and notes when it had the first one of each checkout. */
async function startShop(arrived: Map<string, number>) {
  const server = createServer(async (request, response) => {
    const { subject } = Event.parse(await json(request));
    if (!arrived.has(subject)) arrived.set(subject, performance.now());
    response.end();
  });
  await once(server.listen(0, LOCAL_HOST), 'listening');
  const { port } = Address.parse(server.address());
  return { url: `http://${LOCAL_HOST}:${port}/paid`, stop: () => server.close().closeAllConnections() };
}
