import { explorationReport } from '../exhaustive/exploration-report.ts';
import type { Exploration } from '../exhaustive/explore.ts';
import { progressWriter } from '../kit/command/progress.ts';
import { type Counts, countsText } from '../kit/results/counts.ts';
import { writeResult } from '../kit/results/write-result.ts';
import { checks } from '../simulation/judging/check-name.ts';
import { numberedSchedule } from '../simulation/numbered-schedule.ts';
import { harmsOf, type SoakResult } from './soak-result.ts';

/** Runs every course of every small case, and keeps the result for `npm run reliability`. */
export async function soakExhaustively(): Promise<SoakResult> {
  const write = progressWriter();
  const report = await explorationReport((scenario, runs) =>
    write(() => `${scenario}: ${countsText({ runs })}`),
  );
  const { seconds, permutations, explored } = report;
  const violation = [...permutations, ...explored].find((one) => one.violation)?.violation;
  const harms = harmsOf(violation);
  let orders = 0;
  for (const { permutations: count } of permutations) orders += count;
  const counts = { ...countsOf(explored), 'orders of arrival in batches': orders };
  const command = 'npm run soak -- --exhaustive';
  writeResult({ check: 'exhaustive', command, seconds, counts, ...harms });
  const lines = explored.map((one) => `${one.scenario}: ${countsText(countsOf([one]))}`);
  const stories = explored.flatMap(storyOf);
  return {
    text: [...lines, countsText(counts), `${countsText(harms)}, in ${seconds} s`, ...stories].join('\n'),
    data: { ...report, ...harms },
    isClean: violation === undefined,
  };
}

function countsOf(explored: readonly Exploration[]): Counts {
  const sum = (count: (one: Exploration) => number) => explored.reduce((all, one) => all + count(one), 0);
  return {
    interleavings: sum(({ courses }) => courses),
    'with one crash': sum(({ crashes }) => crashes),
    'with one failed call': sum(({ failures }) => failures),
    'with one timeout or early redelivery': sum(({ disturbances }) => disturbances),
    'different states': sum(({ states }) => states),
    cases: explored.length,
  };
}

/** Returns the lines about a violation: the check, what it found, and the schedule that led there. */
function storyOf({ scenario, violation, schedule = [] }: Exploration): readonly string[] {
  if (!violation) return [];
  const { check, what } = violation;
  return [`${check}: ${checks[check]}. Found in "${scenario}": ${what}`, ...numberedSchedule(schedule)];
}
