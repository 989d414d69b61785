/** Billed milliseconds of a run of each function. */
export interface RunDurations {
  /** One webhook. */
  readonly ingestMs: number;
  /** One batch, whatever its size. */
  readonly batchMs: number;
}

/**
 * An ordinary run in a warm environment, at the memory in serverless.yml. Costs are computed from it. Our own computing
 * was measured; the six milliseconds in which AWS answers are assumed. See docs/decisions/0013-memory-of-the-functions.md.
 */
export const ordinaryRun: RunDurations = { ingestMs: 9.2, batchMs: 24 };

/** Billed milliseconds of a run that waits for others, with one record and with ten of as many checkouts. */
export interface RunsBySize {
  readonly aloneMs: number;
  readonly batchMs: number;
}

/** As `ordinaryRun`. See docs/decisions/0036-memory-of-publish.md. */
export const publishRun: RunsBySize = { aloneMs: 9.3, batchMs: 24 };

/** Assumed: the endpoint answers in 100 ms, and the requests of a batch wait for it at the same time. */
export const notifyRun: RunsBySize = { aloneMs: 110, batchMs: 150 };

/** Durations on a bad day, which are assumed. */
export interface SlowDurations extends RunDurations {
  /** The first request of a new environment: start, import, read the secrets, send. */
  readonly coldMs: number;
}

/** Slower than an ordinary run, because limits are computed from it and must hold on a bad day. */
export const slowRun: SlowDurations = { ingestMs: 25, batchMs: 80, coldMs: 400 };
