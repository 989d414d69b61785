/** What repeated measurements of one thing come to. */
export interface Sample {
  readonly median: number;
  /** Half of the measurements lie between these two. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** @param share 0 to 1; 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const place = (ascending.length - 1) * share;
  const [below = Number.NaN, above = below] = ascending.slice(Math.floor(place), Math.floor(place) + 2);
  return below + (above - below) * (place % 1);
}

export const sampleOf = (values: readonly number[]): Sample => ({
  median: quantile(values, 0.5),
  lowerQuartile: quantile(values, 0.25),
  upperQuartile: quantile(values, 0.75),
});
