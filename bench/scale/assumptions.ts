import type { RunDurations } from '../cost/run-durations.ts';

/** What cannot be measured on one machine: how long AWS takes. */
export interface Assumptions extends RunDurations {
  /** How long the first request of a new environment takes: start, load, read the secret, send. */
  readonly coldMs: number;
}

/**
 * On the slow side on purpose, slower than an ordinary run costs: what gives out is computed from these, and must hold
 * on a bad day. Each can be given on the command line instead, and then the cost is computed from it too.
 */
export const slowSide: Assumptions = { ingestMs: 25, batchMs: 80, coldMs: 400 };
