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

/** Billed milliseconds of a run of publish. */
export interface PublishDurations {
  /** One record. */
  readonly aloneMs: number;
  /** Ten records of as many checkouts, whose events share a request. */
  readonly batchMs: number;
}

/** As `ordinaryRun`. See docs/decisions/0036-memory-of-publish.md. */
export const publishRun: PublishDurations = { aloneMs: 9.3, batchMs: 24 };

/** Durations on a bad day, which are assumed. */
export interface SlowDurations extends RunDurations {
  /** The first request of a new environment: start, import, read the secrets, send. */
  readonly coldMs: number;
}

/** Slower than an ordinary run, because limits are computed from it and must hold on a bad day. */
export const slowRun: SlowDurations = { ingestMs: 25, batchMs: 80, coldMs: 400 };
