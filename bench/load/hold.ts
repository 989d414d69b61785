import { short } from '../figure.ts';
import { quantile } from '../kit/statistics.ts';
import type { Arrived } from './arrival-log.ts';

/** A rate that was kept up for some seconds, and what it did to the webhooks. */
export interface Hold extends Arrived {
  readonly perSecond: number;
  readonly seconds: number;
  /** Answers other than 200. */
  readonly refused: readonly string[];
}

const COMPARED_SECONDS = 5;
/** Shorter than this is no backlog, whatever it was before. */
const UNREMARKABLE_MS = 100;
const SETTLED_WITHIN_MS = 1_000;

/**
 * Whether there was no backlog: every webhook was taken and became a row, the last within a second, half of them at
 * once, and those at the end did not wait twice as long as those at the beginning.
 */
export function isHeld({ perSecond, seconds, delays, missing, refused, settledMs }: Hold): boolean {
  const compared = Math.round(perSecond * Math.min(COMPARED_SECONDS, seconds / 3));
  const [first, last] = [tail(delays.slice(0, compared)), tail(delays.slice(-compared))];
  const isComplete = missing === 0 && refused.length === 0 && settledMs <= SETTLED_WITHIN_MS;
  const isLevel = last <= Math.max(2 * first, UNREMARKABLE_MS);
  return isComplete && isLevel && median(delays) <= UNREMARKABLE_MS;
}

export const median = (delays: readonly number[]): number => quantile(delays, 0.5);

export const tail = (delays: readonly number[]): number => quantile(delays, 0.99);

/** Such as `300/s for 5 s: p50 8.1 ms, p99 52 ms`, and what went wrong. */
export function holdText({ perSecond, seconds, delays, missing, refused }: Hold): string {
  const counts = Map.groupBy(refused, (answer) => answer);
  return [
    `${perSecond}/s for ${seconds} s: p50 ${short(median(delays))} ms`,
    `p99 ${short(tail(delays))} ms`,
    ...(missing > 0 ? [`${missing} rows missing`] : []),
    ...[...counts].map(([answer, { length }]) => `${length} answered ${answer}`),
  ].join(', ');
}
