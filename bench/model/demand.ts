import type { Settings } from './deployment.ts';
import {
  burstLimitsOf,
  hotStateWrites,
  type Limit,
  limitsOf,
  quotas,
  ratePerBatch,
  startsPerWebhook,
} from './limits.ts';
import type { Model } from './model.ts';

/** A steady rate in webhooks a second, and how many come within one second on top of it. */
export interface Load {
  readonly rate: number;
  readonly burst: number;
}

/** The demand of a load, and settings that fit it. */
export interface Demand extends Load {
  /** Environments that are busy at the steady rate, and environments that start for the burst. */
  readonly ingestAtOnce: number;
  readonly consumeAtOnce: number;
  readonly startedForBurst: number;
  readonly settings: Settings;
  /** Seconds until the backlog of an outage of one hour is gone, with those settings. */
  readonly drainSeconds: number;
  /** The same with the default settings. Infinite when they do not fit the rate. */
  readonly drainSecondsByDefault: number;
  /** The limits that the load exceeds with the default settings, lowest first. */
  readonly exceededByRate: readonly Limit[];
  readonly exceededByBurst: readonly Limit[];
}

const MS = 1_000;
const HOUR_SECONDS = 3_600;
/** Consume is given three times the rate, so that the backlog of an hour is gone in half an hour. */
const CATCH_UP = 3;
const HEADROOM = 1.5;

export function demandOf(model: Model, load: Load): Demand {
  const { rate, burst } = load;
  const { consumeConcurrency } = model.deployment.settings;
  const perBatch = ratePerBatch(model);
  const settings = settingsFor(model, load);
  return {
    rate,
    burst,
    ingestAtOnce: Math.ceil((rate * model.slowRun.ingestMs) / MS),
    consumeAtOnce: Math.ceil(rate / perBatch),
    startedForBurst: Math.ceil(burst * startsPerWebhook(model)),
    settings,
    drainSeconds: drainSeconds(rate, settings.consumeConcurrency * perBatch),
    drainSecondsByDefault: drainSeconds(rate, consumeConcurrency * perBatch),
    exceededByRate: limitsOf(model).filter(({ capacity }) => capacity <= rate),
    exceededByBurst: burstLimitsOf(model).filter(({ capacity }) => capacity <= burst),
  };
}

/** Returns settings that fit a load. None is below its default. */
function settingsFor(model: Model, { rate, burst }: Load): Settings {
  const { settings } = model.deployment;
  const batches = Math.ceil((CATCH_UP * rate) / ratePerBatch(model));
  const shards = Math.ceil((HEADROOM * rate * hotStateWrites(model)) / quotas.partitionWrites);
  return {
    throttleRate: Math.max(settings.throttleRate, Math.ceil(HEADROOM * rate)),
    throttleBurst: Math.max(settings.throttleBurst, Math.ceil(HEADROOM * burst)),
    consumeConcurrency: Math.min(Math.max(settings.consumeConcurrency, batches), quotas.batchesAtOnce),
    INDEX_SHARDS: Math.max(settings.INDEX_SHARDS, shards),
  };
}

const drainSeconds = (rate: number, capacity: number): number =>
  capacity > rate ? (rate * HOUR_SECONDS) / (capacity - rate) : Number.POSITIVE_INFINITY;
