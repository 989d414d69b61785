import type { SQSEvent } from 'aws-lambda';
import { BATCH_SIZE } from '../cost/ordinary-traffic.ts';
import type { Bundle } from '../kit/deployed-bundle.ts';
import { sqsEvent } from '../kit/sample-batch.ts';
import { httpEvent } from '../kit/sample-http-event.ts';
import { queueRecord, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import type { CpuQuota } from './cpu-quota.ts';
import { PacedHandler } from './paced-handler.ts';

export const MEMORY_SIZES = [128, 256, 512, 1_024, 1_769] as const;

/** Two periods of the quota, so that none is spent beforehand by the call before, which on Lambda is billed apart. */
const PAUSE_MS = 40;
const COLD_STARTS = 5;
const ROUNDS = 5;
const WARM_UP_CALLS = 300;

/** Milliseconds by memory size. */
export type Curve = ReadonlyMap<number, readonly number[]>;

/** A function as it is deployed, and its environment. */
export interface Deployed {
  readonly bundle: Bundle;
  readonly variables: Readonly<Record<string, string>>;
}

interface ColdCurves {
  /** Import at full speed and then the first event under the quota, together. */
  readonly firstAnswer: Curve;
  readonly importUnderQuota: Curve;
}

/** Fresh processes, whose import is not held to the quota: Lambda starts a function on a whole CPU. */
export async function coldCurves(quota: CpuQuota, ingest: Deployed): Promise<ColdCurves> {
  const [firstAnswer, importUnderQuota] = [new Map<number, number[]>(), new Map<number, number[]>()];
  for (let time = 0; time < COLD_STARTS; time += 1) {
    for (const size of MEMORY_SIZES) {
      quota.likeMemory(size);
      add(firstAnswer, size, [await firstAnswerMs(quota, ingest)]);
      add(importUnderQuota, size, [await importUnderQuotaMs(quota, ingest)]);
    }
  }
  return { firstAnswer, importUnderQuota };
}

async function firstAnswerMs(quota: CpuQuota, { bundle, variables }: Deployed): Promise<number> {
  await using handler = await PacedHandler.start(bundle, variables);
  const importMs = await handler.import();
  quota.add(handler.pid);
  const [ms = Number.NaN] = await handler.call([webhook()], 0);
  return importMs + ms;
}

async function importUnderQuotaMs(quota: CpuQuota, { bundle, variables }: Deployed): Promise<number> {
  await using handler = await PacedHandler.start(bundle, variables);
  quota.add(handler.pid);
  return await handler.import();
}

/** One warm process goes through all sizes in turn, so that they differ in nothing else. */
export async function warmCurve(
  quota: CpuQuota,
  { bundle, variables }: Deployed,
  callsPerRound: number,
  event: () => Promise<unknown>,
): Promise<Curve> {
  await using handler = await PacedHandler.start(bundle, variables);
  const call = async (count: number, pauseMs: number) =>
    handler.call(await Promise.all(Array.from({ length: count }, event)), pauseMs);
  await handler.import();
  await call(WARM_UP_CALLS, 0);
  quota.add(handler.pid);
  const curve = new Map<number, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of MEMORY_SIZES) {
      quota.likeMemory(size);
      add(curve, size, await call(callsPerRound, PAUSE_MS));
    }
  }
  return curve;
}

const add = (curve: Map<number, number[]>, size: number, ms: readonly number[]): void => {
  curve.set(size, [...(curve.get(size) ?? []), ...ms]);
};

export function webhook() {
  const checkout = sampleCheckout('inqud');
  return httpEvent(checkout, webhookBody(checkout, 'NEW', 0));
}

/** The first messages of as many checkouts. */
export async function fullBatch(): Promise<SQSEvent> {
  const checkouts = Array.from({ length: BATCH_SIZE }, () => sampleCheckout('inqud'));
  return sqsEvent(
    await Promise.all(checkouts.map((checkout) => queueRecord(checkout, webhookBody(checkout, 'NEW', 0)))),
  );
}
