import type { MeasuredWebhook } from '../cost/measured-webhook.ts';
import type { Assumptions } from './assumptions.ts';
import {
  type Bounds,
  burstLimitsOf,
  coldPerWebhook,
  hotStateWrites,
  type Limit,
  limitsOf,
  quotas,
  ratePerBatch,
} from './limits.ts';

/** A steady rate, and how many webhooks may come within one second on top of it. */
export interface Load {
  readonly rate: number;
  readonly burst: number;
}

/** What a load takes, with settings that fit it. */
export interface Demand extends Load {
  /** Environments of ingest at the steady rate, and those that start for the burst. */
  readonly ingestAtOnce: number;
  readonly startedForBurst: number;
  readonly consumeAtOnce: number;
  readonly settings: Bounds;
  /** Seconds until the backlog of an outage of an hour is gone, with those settings. */
  readonly drainSeconds: number;
  /** The same with the settings as they come; infinite when they do not even bear the rate. */
  readonly drainSecondsByDefault: number;
  /** What the rate exceeds with the settings as they come, and what the burst does; first things first. */
  readonly exceededByRate: readonly Limit[];
  readonly exceededByBurst: readonly Limit[];
}

const MS = 1_000;
const HOUR_S = 3_600;
/** A backlog must shrink while new webhooks come: three times the rate drains an hour in half an hour. */
const CATCH_UP = 3;
const HEADROOM = 1.5;

/** Seconds until the backlog of an hour is gone. */
const drain = (rate: number, capacity: number): number =>
  capacity > rate ? (rate * HOUR_S) / (capacity - rate) : Number.POSITIVE_INFINITY;

/** Settings that bear a load, none below what it is. */
function settingsFor(
  webhook: MeasuredWebhook,
  given: Assumptions,
  bounds: Bounds,
  { rate, burst }: Load,
): Bounds {
  const batches = Math.ceil((CATCH_UP * rate) / ratePerBatch(given));
  const shards = Math.ceil((HEADROOM * rate * hotStateWrites(webhook)) / quotas.partitionWrites);
  return {
    throttleRate: Math.max(bounds.throttleRate, Math.ceil(HEADROOM * rate)),
    throttleBurst: Math.max(bounds.throttleBurst, Math.ceil(HEADROOM * burst)),
    consumeConcurrency: Math.min(Math.max(bounds.consumeConcurrency, batches), quotas.mappingConcurrency),
    stateShards: Math.max(bounds.stateShards, shards),
  };
}

export function demandOf(webhook: MeasuredWebhook, given: Assumptions, bounds: Bounds, load: Load): Demand {
  const { rate, burst } = load;
  const perBatch = ratePerBatch(given);
  const settings = settingsFor(webhook, given, bounds, load);
  return {
    ...load,
    ingestAtOnce: Math.ceil((rate * given.ingestMs) / MS),
    startedForBurst: Math.ceil(burst * coldPerWebhook(given)),
    consumeAtOnce: Math.ceil(rate / perBatch),
    settings,
    drainSeconds: drain(rate, settings.consumeConcurrency * perBatch),
    drainSecondsByDefault: drain(rate, bounds.consumeConcurrency * perBatch),
    exceededByRate: limitsOf(webhook, given, bounds).filter(({ bears }) => bears <= rate),
    exceededByBurst: burstLimitsOf(webhook, given, bounds).filter(({ bears }) => bears <= burst),
  };
}
