import type { Finding } from './judging/chaos-finding.ts';

export interface ChaosOptions {
  /** Different authentic webhooks; repeats and forged ones come on top. */
  readonly webhooks: number;
  readonly checkouts: number;
  /** Makes the same webhooks and draws the same faults in the same order; what they hit is up to the machine. */
  readonly seed: number;
  /** How fast the providers send, retries apart. */
  readonly perSecond: number;
  /** How long there is peace after harm, in lengths of that harm. */
  readonly rest: number;
  readonly signal?: AbortSignal;
  /** Told every 2 s how far it is. */
  readonly onProgress?: (line: string) => void;
}

/** Numbers under names that people understand. */
export type Counts = Readonly<Record<string, number>>;

/** What a run came to. */
export interface ChaosResult {
  readonly seconds: number;
  /** Kills, freezes, throttled requests and cuts. */
  readonly faults: Counts;
  readonly traffic: Counts;
  readonly findings: readonly Finding[];
}
