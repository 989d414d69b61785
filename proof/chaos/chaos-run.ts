import { Dice } from '../kit/dice.ts';
import type { ChaosOptions, ChaosResult, Counts } from './chaos-result.ts';
import { Faults } from './faults/faults.ts';
import type { Finding } from './judging/chaos-finding.ts';
import { judgeLetters } from './judging/judge-letters.ts';
import { judgeRows } from './judging/judge-rows.ts';
import { readTable } from './judging/read-table.ts';
import { type Settled, settle } from './judging/settle.ts';
import { type ChaosStack, startChaosStack } from './processes/chaos-stack.ts';
import type { Webhook } from './traffic/chaos-webhook.ts';
import { drawWebhooks } from './traffic/draw-webhooks.ts';
import { sendWebhooks } from './traffic/provider-simulator.ts';
import { TrafficTally } from './traffic/traffic-tally.ts';

const LIMIT_MS = 300_000;
/** Of the webhooks, before anything is done. */
const FIRST_SHARE = 0.05;
const PROGRESS_MS = 2_000;
const MS_PER_SECOND = 1_000;

/** A run did not come to its end in time. */
class NotSettled extends Error {
  override readonly name = 'NotSettled';
}

/**
 * Sends webhooks to the local stack while its processes are killed and frozen and its wires are cut, and then looks
 * for every one of them. @throws NotSettled past five minutes, AbortError when it is stopped; nothing is left running
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, webhooks: count, checkouts, signal: given } = options;
  const start = performance.now();
  const limit = AbortSignal.timeout(LIMIT_MS);
  const over = new AbortController();
  const signal = AbortSignal.any([limit, over.signal, ...(given ? [given] : [])]);
  const webhooks = drawWebhooks(new Dice(seed), count, checkouts);
  const tally = new TrafficTally();
  const run = { webhooks, tally, signal, phase: 'start of the processes' };
  try {
    await using stack = await startChaosStack(seed);
    const faults = new Faults(stack, seed, options.rest);
    using _progress = reporting(options, () => progressLine(start, run, faults));
    await harm(run, stack, faults, options);
    run.phase = 'end of the queue';
    const settled = await settle(stack.sqsPort, signal);
    run.phase = 'judgment';
    const findings = await judge(run, stack, settled);
    return {
      seconds: secondsSince(start),
      faults: faultCounts(stack, faults),
      traffic: trafficCounts(run, settled),
      findings,
    };
  } catch (error) {
    if (!limit.aborted) throw error;
    throw notSettled(run);
  } finally {
    over.abort();
  }
}

function notSettled({ phase, webhooks, tally }: Run): NotSettled {
  const done = tally.acknowledged.length + tally.forgedRefused;
  const where = `while waiting for the ${phase}, with ${done} of ${webhooks.length} answered`;
  return new NotSettled(`Not settled within ${LIMIT_MS / MS_PER_SECOND} s, ${where}.`);
}

interface Run {
  readonly webhooks: readonly Webhook[];
  readonly tally: TrafficTally;
  readonly signal: AbortSignal;
  phase: string;
}

/** The faults go on while webhooks go in, and then everything is left in peace. */
async function harm(run: Run, stack: ChaosStack, faults: Faults, { perSecond }: ChaosOptions): Promise<void> {
  run.phase = 'last acknowledgment';
  const { tally, signal } = run;
  const allSent = new AbortController();
  const harming = faults.until(allSent.signal, signal);
  const share = () => FIRST_SHARE + faults.firstRound;
  const sending = sendWebhooks(run.webhooks, { url: stack.url, perSecond, share, tally, signal });
  await Promise.all([harming, sending.finally(() => allSent.abort())]);
}

async function judge(
  { webhooks, tally }: Run,
  stack: ChaosStack,
  settled: Settled,
): Promise<readonly Finding[]> {
  const deaths = Object.values(stack.parts).flatMap(({ death }) => death ?? []);
  return [
    ...deaths.map((what): Finding => ({ kind: 'crashed', what })),
    ...tally.forgedTaken.map(({ digest }): Finding => ({ kind: 'forged', what: `${digest} got a 200` })),
    ...judgeLetters(settled, webhooks),
    ...judgeRows(await readTable(stack.dynamodbEndpoint), webhooks),
  ];
}

const secondsSince = (start: number): number => Math.round((performance.now() - start) / MS_PER_SECOND);

function reporting({ onProgress }: ChaosOptions, line: () => string): Disposable {
  const timer = setInterval(() => onProgress?.(line()), PROGRESS_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function progressLine(start: number, { webhooks, tally, phase }: Run, { counts }: Faults): string {
  const done = tally.acknowledged.length + tally.forgedRefused;
  const harms = [...counts.values()].reduce((sum, one) => sum + one, 0);
  return `${secondsSince(start)} s: ${done} of ${webhooks.length} answered, ${harms} faults, waiting for the ${phase}`;
}

function faultCounts({ tableProxy, queueProxy }: ChaosStack, { counts }: Faults): Counts {
  const wire = (name: string, seen: Counts) =>
    Object.entries(seen).map(([what, count]) => [`requests to the ${name} ${what}`, count] as const);
  const wires = [...wire('table', tableProxy.counts), ...wire('queue', queueProxy.counts)];
  return {
    ...Object.fromEntries([...counts].toSorted()),
    ...Object.fromEntries(wires.filter(([, count]) => count > 0)),
  };
}

function trafficCounts({ webhooks, tally }: Run, { letters, redriven }: Settled): Counts {
  const of = (kind: Webhook['kind']) =>
    webhooks.filter((webhook) => webhook.kind === kind && !webhook.isRepeat).length;
  return {
    'events sent': of('event'),
    'poison sent': of('poison'),
    'repeats sent': webhooks.filter(({ isRepeat }) => isRepeat).length,
    attempts: tally.attempts,
    acknowledged: tally.acknowledged.length,
    'forged refused': tally.forgedRefused,
    'dead letters': letters.length,
    redriven,
    ...Object.fromEntries(
      [...tally.answers].toSorted().map(([status, count]) => [`answers ${status}`, count]),
    ),
  };
}
