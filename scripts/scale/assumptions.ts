/**
 * What cannot be measured on one machine: how long AWS takes. On the slow side on purpose, slower than the bench
 * assumes for the cost of an ordinary day: what follows from these must hold on a bad one. Each can be given on the
 * command line instead.
 */
export interface Assumptions {
  /** Billed duration of a warm ingest run: one SendMessage within the region, and our code on 0.3 of a core. */
  readonly ingestMs: number;
  /** Billed duration of a warm consume run with ten messages: ten writes side by side, and our code. */
  readonly batchMs: number;
  /** How long the first request of a new environment takes: start, load, read the secret, send. */
  readonly coldMs: number;
}

export const assumptions: Assumptions = { ingestMs: 25, batchMs: 80, coldMs: 400 };

/** As serverless.yml has it: a test holds the two against each other. */
export const MEMORY_GB = 0.5;
export const BATCH_SIZE = 10;
