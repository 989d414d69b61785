/**
 * Where every decision of a simulation comes from: what the providers send, who runs next, what breaks.
 *
 * A run is a pure function of the answers, so keeping the answers keeps the run. Zero is always the calm answer
 * (nothing breaks, first come first served): fewer and smaller answers are a simpler run, and that is all that
 * shrinking has to know.
 */
export interface Chooser {
  /** A whole number from 0 and below `count`. */
  below(count: number): number;
  /** The index of one of the weights, never of one that weighs nothing. At least one weighs something. */
  weighted(weights: readonly number[]): number;
  /** The answers so far. */
  readonly taken: readonly number[];
}

/** One of the values. */
export function pick<T>(chooser: Chooser, values: readonly [T, ...T[]]): T {
  return values[chooser.below(values.length)] ?? values[0];
}

/** Whether something with so many chances in a hundred happens. */
export const happens = (chooser: Chooser, chances: number): boolean =>
  chooser.weighted([100 - chances, chances]) === 1;
