/** Billed milliseconds of a run of each function. */
export interface RunDurations {
  /** Of ingest: one webhook. */
  readonly ingestMs: number;
  /** Of consume, whatever the batch. */
  readonly batchMs: number;
}

/**
 * Assumed, for want of AWS, of an ordinary run in a warm environment: it waits some milliseconds for SQS, or for the
 * writes of ten checkouts side by side, and its own computing takes several times what it takes on the machine of the
 * bench, because the memory buys a third of a core. The one place for these two.
 */
export const ordinaryRun: RunDurations = { ingestMs: 10, batchMs: 30 };
