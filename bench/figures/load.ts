import { startStack } from '../../local/stack/stack.ts';
import type { Bench } from '../bench.ts';
import { atMost, figure } from '../figure.ts';
import { delaysUnderLoad } from '../kit/delays-under-load.ts';
import { quantile } from '../kit/statistics.ts';

const PER_SECOND = 200;
const COLD_SECONDS = 10;
const WARM_SECONDS = 20;

export const load: Bench = {
  name: 'load',
  about: `from HTTP request to row on the local stack, ${PER_SECOND} webhooks a second`,
  inShortForm: false,
  async run({ progress }) {
    const written = new Map<string, number>();
    const stack = await startStack({ onLine: (line) => noteRow(line, written) });
    try {
      progress(`${COLD_SECONDS} s from a cold start`);
      const cold = await delaysUnderLoad(stack.url, written, {
        perSecond: PER_SECOND,
        seconds: COLD_SECONDS,
      });
      progress(`${WARM_SECONDS} s warm`);
      const warm = await delaysUnderLoad(stack.url, written, {
        perSecond: PER_SECOND,
        seconds: WARM_SECONDS,
      });
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
