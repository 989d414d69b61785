/**
 * Makes every decision of a simulation: what the providers send, who runs next, what breaks.
 *
 * A run is a pure function of the answers, so the answers are enough to repeat it. Zero is always the calm answer:
 * nothing breaks, and first come is first served. Fewer and smaller answers are therefore a simpler run. Shrinking
 * relies on nothing else.
 */
export interface Chooser {
  /** Returns a whole number from 0 to below `count`. */
  below(count: number): number;
  /** Returns the index of one of the weights, never of a zero. At least one weight must be above zero. */
  weighted(weights: readonly number[]): number;
  /** All answers so far. */
  readonly taken: readonly number[];
}

/** Returns one of the values. */
export function pick<T>(chooser: Chooser, values: readonly [T, ...T[]]): T {
  return values[chooser.below(values.length)] ?? values[0];
}

/** Returns true with this probability, in percent. */
export const happens = (chooser: Chooser, percent: number): boolean =>
  chooser.weighted([100 - percent, percent]) === 1;
