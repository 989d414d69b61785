import type { Bench } from '../bench.ts';
import { figure, type Goal, short } from '../figure.ts';
import { type Hold, holdText, median, tail } from '../load/hold.ts';
import { startLoadedStack } from '../load/loaded-stack.ts';
import { useText, watchMachine } from '../load/machine-use.ts';

const PER_SECOND = 200;
const COLD_SECONDS = 10;
const WARM_SECONDS = 20;

export const endToEnd: Bench = {
  name: 'end-to-end',
  about: `from the webhook's HTTP request to its row, on the local stack, ${PER_SECOND} webhooks/s`,
  inShortForm: false,
  async run({ progress }) {
    await using stack = await startLoadedStack();
    const hold = async (what: string, seconds: number) => {
      progress(`${what}: ${PER_SECOND} webhooks/s for ${seconds} s`);
      const use = watchMachine();
      const held = await stack.hold(PER_SECOND, seconds);
      progress(`${what}: ${holdText(held)}`);
      return { ...held, note: `${countText(held)}; ${useText(use())}` };
    };
    const cold = await hold('cold', COLD_SECONDS);
    const warm = await hold('warm', WARM_SECONDS);
    const note = `${WARM_SECONDS} s after a warm-up of ${COLD_SECONDS} s; ${warm.note}`;
    const name = `end to end at ${PER_SECOND} webhooks/s`;
    const atMost = (limit: number): Goal => ({ of: 'value', atMost: limit });
    return [
      figure({ name: `${name}, p50`, unit: 'ms', value: median(warm.delays), goal: atMost(25), note }),
      figure({ name: `${name}, p99`, unit: 'ms', value: tail(warm.delays), goal: atMost(100), note }),
      figure({
        ...{ name: `${name} from a cold start, p99`, unit: 'ms', value: tail(cold.delays) },
        note: `the first ${COLD_SECONDS} s; p50 ${short(median(cold.delays))} ms; ${cold.note}`,
      }),
    ];
  },
};

const countText = ({ delays, missing, refused }: Hold): string =>
  `${delays.length} rows, ${missing} missing, ${refused.length} refused`;
