import { secondsSince } from '../kit/command/seconds-since.ts';
import { type Exploration, explore } from './explore.ts';
import { allMerchantScenarios } from './merchant-scenarios.ts';
import { type Permutations, permute } from './permute.ts';
import { allScenarios } from './scenarios.ts';
import { allVersionScenarios } from './version-scenarios.ts';

/** The outcome of exploring everything, as plain data. */
export interface ExplorationReport {
  readonly seconds: number;
  /** Every order of arrival, and every way to cut it into batches. */
  readonly permutations: readonly Permutations[];
  /** The small cases, with every interleaving and every single fault. */
  readonly explored: readonly Exploration[];
}

const kinds = ['CCO-', 'ORCO-', 'tweed'] as const;

/**
 * Explores all small cases with every kind of fault, which takes minutes. Each case has its own finding, if any.
 *
 * @param progress called with the name of the present case and the number of worlds that it has run
 */
export async function explorationReport(
  progress: (scenario: string, runs: number) => void,
): Promise<ExplorationReport> {
  const start = performance.now();
  const permutations: Permutations[] = [];
  for (const kind of kinds) permutations.push(await permute(kind));
  const explored: Exploration[] = [];
  const scenarios = [
    ...(await allScenarios()),
    ...(await allVersionScenarios()),
    ...(await allMerchantScenarios()),
  ];
  for (const scenario of scenarios) {
    explored.push(await explore(scenario, { progress: (runs) => progress(scenario.name, runs) }));
  }
  return { seconds: secondsSince(start), permutations, explored };
}
