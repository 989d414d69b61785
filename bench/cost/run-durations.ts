/** Billed milliseconds of a run of each function. */
export interface RunDurations {
  /** Of ingest: one webhook. */
  readonly ingestMs: number;
  /** Of consume, whatever the batch. */
  readonly batchMs: number;
}

/**
 * Of an ordinary run in a warm environment, at the memory in serverless.yml, as `npm run bench -- memory` measures it:
 * our own computing under Lambda's quota for that memory, and six milliseconds, assumed, for AWS to answer.
 */
export const ordinaryRun: RunDurations = { ingestMs: 9.2, batchMs: 24 };
