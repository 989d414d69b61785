import type { Report } from './log-codes.ts';

/** One invocation of a function: the log that it reports to, and the end of its time. */
export interface Invocation {
  readonly report: Report;
  /** Aborts when the time that is left is only enough to answer. */
  readonly outOfTime: AbortSignal;
}
