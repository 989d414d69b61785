import type { Bench } from '../bench.ts';
import { figure } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';
import { webhookEventFile } from '../kit/event-file.ts';
import { inChild } from '../kit/in-child.ts';
import { ingestVariables } from '../kit/ingest-variables.ts';
import { quantile, sampleOf } from '../kit/statistics.ts';
import { startLocalQueue } from '../servers/local-queue.ts';
import { startParameterServer } from '../servers/parameter-server.ts';

const CALLS = 3_000;
const QUICK_CALLS = 1_000;
/** The 99th percentile is taken of each so many calls, so that there is a spread of it. */
const CALLS_PER_TAIL = 500;

export const ingestWarm: Bench = {
  name: 'ingest',
  about: 'a webhook on a warm function, against the local queue: a bare handler that only sends',
  inShortForm: true,
  async run({ quick, progress }) {
    await using queue = await startLocalQueue();
    await using parameters = await startParameterServer();
    const { ingest, bareIngest } = await bundles();
    progress('one call at a time, in turn');
    const call = [ingest.file, bareIngest.file, webhookEventFile(), String(quick ? QUICK_CALLS : CALLS)];
    const { ours, bare } = await inChild<{ ours: number[]; bare: number[] }>(
      'ingest-latencies.ts',
      call,
      ingestVariables(queue, parameters),
    );
    const name = 'ingest, warm';
    return [
      figure({
        ...{ name: `${name}, p50`, unit: 'ms', value: sampleOf(ours), baseline: sampleOf(bare) },
        goal: { of: 'ratio', atMost: 1.1 },
      }),
      figure({
        ...{
          name: `${name}, p99`,
          unit: 'ms',
          value: sampleOf(tails(ours)),
          baseline: sampleOf(tails(bare)),
        },
        goal: { of: 'ratio', atMost: 1.3 },
      }),
    ];
  },
};

const tails = (calls: readonly number[]): readonly number[] =>
  Array.from({ length: calls.length / CALLS_PER_TAIL }, (_, part) =>
    quantile(calls.slice(part * CALLS_PER_TAIL, (part + 1) * CALLS_PER_TAIL), 0.99),
  );
