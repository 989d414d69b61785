import { type Sample, sampleOf } from './statistics.ts';

/** Gives one measurement. */
export type Measure = () => number | Promise<number>;

/**
 * Measures several things in turn, round after round, so that whatever else the machine does meets all of them
 * alike. The first round warms up and does not count.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, Measure>>,
): Promise<Record<Name, Sample>> {
  const taken = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of Object.entries<Measure>(measures)) {
      const value = await measure();
      if (round > 0) taken.set(name, [...(taken.get(name) ?? []), value]);
    }
  }
  const samples: Partial<Record<Name, Sample>> = {};
  for (const name in measures) samples[name] = sampleOf(taken.get(name) ?? []);
  return samples as Record<Name, Sample>;
}
