import { setTimeout as sleep } from 'node:timers/promises';
import { sumOf } from '../kit/sum-of.ts';
import type { HostileResult } from './hostile-report.ts';
import { playRound } from './hostile-round.ts';
import { nothingYet } from './hostile-tally.ts';
import type { Finding } from './judging/hostile-finding.ts';
import { secretsOf } from './known-secrets.ts';
import { memoryInUse } from './memory-in-use.ts';
import { drawRequest } from './requests/draw-request.ts';
import { ANSWER_WITHIN_MS } from './service-in-process.ts';

const A_ROUND = 1_000;
/** One round in so many finds Tweed without a secret. */
const WITHOUT_SECRET = 8;
const WARM_UP_ROUNDS = 5;
const MAX_BODY_BYTES = 256 * 1024;

export interface HostileOptions {
  readonly requests: number;
  readonly seed: number;
  /** The number of the first request: to see one again without those before it. */
  readonly from?: number;
  /** Told how many are done. */
  readonly progress?: (done: number) => void;
}

export interface HostileRun extends HostileResult {
  /** How much more memory is in use at the end than after the warm-up, in megabytes. */
  readonly heapGrowth: number;
  readonly totalGrowth: number;
}

/** Sends so many generated requests to the real handlers, round by round. */
export async function runHostile({
  requests,
  seed,
  from = 0,
  progress = () => {},
}: HostileOptions): Promise<HostileRun> {
  let tally = nothingYet;
  const findings: Finding[] = [];
  let warm = await memoryInUse();
  const rounds = Math.ceil(requests / A_ROUND);
  for (let round = 0; round < rounds; round += 1) {
    const first = from + round * A_ROUND;
    const result = await playRound(
      settingsOf(first),
      drawRound(seed, first, Math.min(A_ROUND, from + requests - first)),
    );
    tally = sumOf(tally, result.tally);
    findings.push(...result.findings);
    progress(tally.requests);
    if (round + 1 === Math.min(WARM_UP_ROUNDS, rounds)) warm = await settledMemory();
  }
  const end = await settledMemory();
  return {
    tally,
    findings,
    heapGrowth: end.heapMegabytes - warm.heapMegabytes,
    totalGrowth: end.totalMegabytes - warm.totalMegabytes,
  };
}

/** By the number of the round's first request, so that a run that begins there does the same. */
function settingsOf(first: number) {
  const isWithoutSecret = Math.floor(first / A_ROUND) % WITHOUT_SECRET === WITHOUT_SECRET - 1;
  return {
    secretsOf: (provider: string) => (isWithoutSecret && provider === 'tweed' ? [] : secretsOf(provider)),
    maxBodyBytes: MAX_BODY_BYTES,
  };
}

const drawRound = (seed: number, first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: first + index,
    request: drawRequest(seed, first + index),
  }));

/** Each answer leaves a timer behind until its time is up. */
async function settledMemory() {
  await sleep(ANSWER_WITHIN_MS + 100);
  return memoryInUse();
}
