import { type Exploration, explore } from './explore.ts';
import { type Permutations, permute } from './permute.ts';
import { allScenarios } from './scenarios.ts';

/** What going through everything came to, as plain data. */
export interface ExplorationReport {
  readonly seconds: number;
  /** Orders of arrival, and ways to cut them into batches. */
  readonly permutations: readonly Permutations[];
  /** Small cases, in every interleaving and with every single fault. */
  readonly explored: readonly Exploration[];
}

const kinds = ['CCO-', 'ORCO-', 'tweed'] as const;

/**
 * Goes through all small cases with every fault there is, which takes minutes. What was found wrong stands beside
 * each.
 *
 * @param progress told the case at hand, and how many worlds of it have been run
 */
export async function explorationReport(
  progress: (scenario: string, runs: number) => void,
): Promise<ExplorationReport> {
  const started = performance.now();
  const permutations: Permutations[] = [];
  for (const kind of kinds) permutations.push(await permute(kind));
  const explored: Exploration[] = [];
  for (const scenario of await allScenarios()) {
    explored.push(await explore(scenario, { progress: (runs) => progress(scenario.name, runs) }));
  }
  return { seconds: Math.round((performance.now() - started) / 1_000), permutations, explored };
}
