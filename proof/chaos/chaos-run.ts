import { secondsSince } from '../kit/command/seconds-since.ts';
import { Dice } from '../kit/random/dice.ts';
import type { ProofFinding } from '../kit/results/proof-finding.ts';
import { faultCounts, merchantCounts, trafficCounts } from './chaos-counts.ts';
import type { ChaosOptions, ChaosResult } from './chaos-result.ts';
import { Faults } from './faults/faults.ts';
import { judgeLetters } from './judging/judge-letters.ts';
import { judgeMerchant, judgeMerchantSoFar } from './judging/judge-merchant.ts';
import { judgeRows } from './judging/judge-rows.ts';
import { readTable } from './judging/read-table.ts';
import { type Settled, settle } from './judging/settle.ts';
import { settleMerchant } from './judging/settle-merchant.ts';
import { ShopDatabase } from './merchant/shop-database.ts';
import { type ChaosStack, startChaosStack } from './processes/chaos-stack.ts';
import type { Webhook } from './traffic/chaos-webhook.ts';
import { drawWebhooks } from './traffic/draw-webhooks.ts';
import { sendWebhooks } from './traffic/provider-simulator.ts';
import { TrafficTally } from './traffic/traffic-tally.ts';

const LIMIT_MS = 900_000;
/** The share of the webhooks that may be sent before the first fault. */
const FIRST_SHARE = 0.05;
const MS_PER_SECOND = 1_000;

/** A run did not end in time. */
class NotSettled extends Error {
  override readonly name = 'NotSettled';
}

interface Run {
  readonly webhooks: readonly Webhook[];
  readonly tally: TrafficTally;
  readonly signal: AbortSignal;
  /** The step that the run waits for. */
  phase: string;
}

/**
 * Sends webhooks to the local stack while its processes are killed and frozen and its connections are cut, and then
 * looks for every one of them. Leaves no process running.
 *
 * @throws NotSettled after fifteen minutes, AbortError when it is stopped
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, webhooks: count, checkouts } = options;
  const start = performance.now();
  const limit = AbortSignal.timeout(LIMIT_MS);
  const over = new AbortController();
  const stop = options.signal ?? over.signal;
  const run: Run = {
    webhooks: drawWebhooks(new Dice(seed), count, checkouts),
    tally: new TrafficTally(),
    signal: AbortSignal.any([limit, over.signal, stop]),
    phase: 'start of the processes',
  };
  try {
    await using stack = await startChaosStack(seed);
    const faults = new Faults(stack, seed, options.rest);
    using _progress = options.showProgress?.(() => progressLine(start, run, faults));
    await causeFaults(run, stack, faults, options);
    run.phase = 'end of the queue';
    const settled = await settle(stack.sqsPort, run.signal);
    using shop = new ShopDatabase(stack.shopPath);
    const ofMerchant = await judgeShop(run, stack, shop, options);
    run.phase = 'judgment';
    const findings = [...(await judge(run, stack, settled)), ...ofMerchant];
    return {
      seconds: secondsSince(start),
      faults: faultCounts(stack, faults),
      traffic: { ...trafficCounts(run.webhooks, run.tally, settled), ...merchantCounts(shop) },
      findings,
    };
  } catch (error) {
    if (!limit.aborted) throw error;
    throw notSettled(run);
  } finally {
    over.abort();
  }
}

function notSettled(run: Run): NotSettled {
  const progress = `${answeredOf(run)} of ${run.webhooks.length} webhooks answered`;
  return new NotSettled(
    `The run has not settled within ${LIMIT_MS / MS_PER_SECOND} s. It waits for the ${run.phase}: ${progress}.`,
  );
}

/** Causes faults while webhooks are sent, and leaves the stack alone after that. */
async function causeFaults(run: Run, stack: ChaosStack, faults: Faults, options: ChaosOptions) {
  run.phase = 'last acknowledgment';
  const { tally, signal } = run;
  const { perSecond } = options;
  const allSent = new AbortController();
  const causing = faults.until(allSent.signal, signal);
  const share = () => FIRST_SHARE + faults.firstRound;
  const sending = sendWebhooks(run.webhooks, { url: stack.url, perSecond, share, tally, signal });
  await Promise.all([causing, sending.finally(() => allSent.abort())]);
}

async function judge(run: Run, stack: ChaosStack, settled: Settled): Promise<readonly ProofFinding[]> {
  const findings: ProofFinding[] = [];
  for (const { death } of Object.values(stack.parts)) {
    if (death !== undefined) findings.push({ kind: 'crashed', what: death });
  }
  for (const { digest } of run.tally.forgedTaken) {
    findings.push({ kind: 'forged', what: `${digest} was answered 200` });
  }
  findings.push(...judgeLetters(settled, run.webhooks));
  findings.push(...judgeRows(await readTable(stack.dynamodbEndpoint), run.webhooks));
  return findings;
}

async function judgeShop(
  run: Run,
  { dynamodbEndpoint, parts }: ChaosStack,
  shop: ShopDatabase,
  { waitsForMerchant }: ChaosOptions,
): Promise<readonly ProofFinding[]> {
  run.phase = 'merchant';
  if (waitsForMerchant) {
    await settleMerchant(shop, dynamodbEndpoint, run.signal);
    return judgeMerchant(shop, await readTable(dynamodbEndpoint));
  }
  // It could ship between the two looks, at the table and at the shop.
  await parts.merchant.kill();
  return judgeMerchantSoFar(shop, await readTable(dynamodbEndpoint));
}

const answeredOf = ({ tally }: Run): number => tally.acknowledged.length + tally.forgedRefused;

function progressLine(start: number, run: Run, faults: Faults): string {
  let count = 0;
  for (const one of faults.counts.values()) count += one;
  const answered = `${answeredOf(run)} of ${run.webhooks.length} webhooks answered`;
  return `${secondsSince(start)} s: ${answered}, ${count} faults, waiting for the ${run.phase}`;
}
