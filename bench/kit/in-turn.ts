/** Returns one measurement. */
export type Measure<Result> = (round: number) => Result | Promise<Result>;

/**
 * Measures several things in turn, round after round, so that other programs on the machine disturb all of them
 * alike. Returns the results by name, one for each round.
 *
 * @param warmUp how many rounds come before those that count
 */
export async function inTurn<Name extends string, Result>(
  rounds: number,
  measures: Readonly<Record<Name, Measure<Result>>>,
  warmUp = 1,
): Promise<Record<Name, readonly Result[]>> {
  const names = Object.keys(measures) as Name[];
  const taken = names.map((name) => ({ name, measure: measures[name], results: [] as Result[] }));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { measure, results } of taken) {
      const result = await measure(round);
      if (round >= warmUp) results.push(result);
    }
  }
  return Object.fromEntries(taken.map(({ name, results }) => [name, results])) as Record<Name, Result[]>;
}
