/** Repeated measurements of one thing. */
export interface Sample {
  readonly median: number;
  /** Half of the measurements lie between the quartiles. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** @param share 0 to 1; 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const index = (ascending.length - 1) * share;
  const below = ascending[Math.floor(index)] ?? Number.NaN;
  const above = ascending[Math.ceil(index)] ?? Number.NaN;
  return below + (above - below) * (index % 1);
}

export const sampleOf = (values: readonly number[]): Sample => ({
  median: quantile(values, 0.5),
  lowerQuartile: quantile(values, 0.25),
  upperQuartile: quantile(values, 0.75),
});
