import type { Counts } from '../kit/results/counts.ts';
import type { ProofFinding } from '../kit/results/proof-finding.ts';

export interface ChaosOptions {
  /** Number of different authentic webhooks. Repeats and forged ones are added to them. */
  readonly webhooks: number;
  readonly checkouts: number;
  /** Draws the same webhooks, and the same faults in the same order. What they hit depends on the machine. */
  readonly seed: number;
  /** How fast the providers send, apart from retries. */
  readonly perSecond: number;
  /** The pause after each fault, as a multiple of how long the fault took. */
  readonly rest: number;
  /**
   * Whether to wait until the merchant knows every row, which takes minutes: an event that failed three times is due
   * again after five. Without it, the merchant is judged by what has arrived.
   */
  readonly waitsForMerchant: boolean;
  /** Stops the run. */
  readonly signal?: AbortSignal;
  /** Shows the line of progress again and again until it is disposed of. */
  readonly showProgress?: (line: () => string) => Disposable;
}

/** The outcome of a run. */
export interface ChaosResult {
  readonly seconds: number;
  /** Kills, freezes, throttled requests and cuts. */
  readonly faults: Counts;
  readonly traffic: Counts;
  readonly findings: readonly ProofFinding[];
}
