import { setTimeout as sleep } from 'node:timers/promises';
import { providers } from '../../lib/providers/registry.ts';
import { sumOf } from '../kit/results/counts.ts';
import type { ProofFinding } from '../kit/results/proof-finding.ts';
import type { HostileOptions } from './hostile-options.ts';
import type { HostileResult } from './hostile-report.ts';
import { playRound } from './hostile-round.ts';
import { nothingYet } from './hostile-tally.ts';
import { secretsOf } from './known-secrets.ts';
import { type MemoryInUse, memoryInUse } from './memory-in-use.ts';
import { drawRequest } from './requests/draw-request.ts';
import type { NumberedRequest } from './requests/hostile-request.ts';
import { ANSWER_WITHIN_MS, type ServiceSettings } from './service-in-process.ts';

const ROUND_REQUESTS = 1_000;
/** In one of this many rounds, one of the providers has no secret: each in its turn. */
const WITHOUT_SECRET = 8;
const WARM_UP_ROUNDS = 5;
const MAX_BODY_BYTES = 256 * 1024;

export interface HostileRun extends HostileResult {
  /** How much more memory is in use at the end than after the warm-up, in megabytes. */
  readonly heapGrowth: number;
  readonly totalGrowth: number;
}

/** Sends generated requests to the real handlers, round by round. */
export async function runHostile(options: HostileOptions): Promise<HostileRun> {
  const { requests, seed, from = 0, progress } = options;
  let tally = nothingYet;
  const findings: ProofFinding[] = [];
  let warm = await memoryInUse();
  const rounds = Math.ceil(requests / ROUND_REQUESTS);
  for (let round = 0; round < rounds; round += 1) {
    const first = from + round * ROUND_REQUESTS;
    const count = Math.min(ROUND_REQUESTS, from + requests - first);
    const result = await playRound(settingsOf(first), drawRound(seed, first, count));
    tally = sumOf(tally, result.tally);
    findings.push(...result.findings);
    progress?.(tally.requests);
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

/** Depends on the number of the round's first request, so that a run that begins there has the same settings. */
function settingsOf(first: number): ServiceSettings {
  const round = Math.floor(first / ROUND_REQUESTS);
  const isWithoutSecret = round % WITHOUT_SECRET === WITHOUT_SECRET - 1;
  const turn = Math.floor(round / WITHOUT_SECRET) % providers.length;
  return {
    secretsOf: (name) => (isWithoutSecret && name === providers[turn]?.name ? [] : secretsOf(name)),
    maxBodyBytes: MAX_BODY_BYTES,
  };
}

function drawRound(seed: number, first: number, count: number): readonly NumberedRequest[] {
  const requests: NumberedRequest[] = [];
  for (let number = first; number < first + count; number += 1) {
    requests.push({ number, request: drawRequest(seed, number) });
  }
  return requests;
}

/** Every answer leaves a timer behind, which holds memory until it ends. */
async function settledMemory(): Promise<MemoryInUse> {
  await sleep(ANSWER_WITHIN_MS + 100);
  return memoryInUse();
}
