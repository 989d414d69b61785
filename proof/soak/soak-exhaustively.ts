import { explorationReport } from '../exhaustive/exploration-report.ts';
import type { Exploration } from '../exhaustive/explore.ts';
import { writeResult } from '../reliability/write-result.ts';
import { checks } from '../simulation/judging/check-name.ts';
import { progressLine } from './progress-line.ts';
import { harmsOf, type SoakResult, said } from './soak-result.ts';

/** Goes through every course of every small case and keeps what came of it for `npm run reliability`. */
export async function soakExhaustively(): Promise<SoakResult> {
  const say = progressLine();
  const report = await explorationReport((scenario, runs) => say(() => `${scenario}: ${said({ runs })}`));
  const { seconds, permutations, explored } = report;
  const violation = [...permutations, ...explored].find((one) => one.violation)?.violation;
  const harms = harmsOf(violation);
  const counts = {
    ...countsOf(explored),
    'orders of arrival in batches': permutations.reduce((sum, one) => sum + one.permutations, 0),
  };
  const command = 'npm run soak -- --exhaustive';
  writeResult({ check: 'exhaustive', command, seconds, counts, ...harms });
  const lines = explored.map((one) => `${one.scenario}: ${said(countsOf([one]))}`);
  const stories = explored.flatMap(storyOf);
  return {
    text: [...lines, said(counts), `${said(harms)}, in ${seconds} s`, ...stories].join('\n'),
    data: { ...report, ...harms },
    isClean: violation === undefined,
  };
}

function countsOf(explored: readonly Exploration[]) {
  const sum = (count: (one: Exploration) => number) => explored.reduce((all, one) => all + count(one), 0);
  return {
    interleavings: sum(({ courses }) => courses),
    'with one crash': sum(({ crashes }) => crashes),
    'with one failed call': sum(({ failures }) => failures),
    'with one time-out or early redelivery': sum(({ disturbances }) => disturbances),
    'different states': sum(({ states }) => states),
    cases: explored.length,
  };
}

const storyOf = ({ scenario, violation, schedule = [] }: Exploration): readonly string[] =>
  violation
    ? [
        `${violation.check}: ${checks[violation.check]}. Found in "${scenario}": ${violation.what}`,
        ...schedule.map((line, index) => `${String(index + 1).padStart(4)}. ${line}`),
      ]
    : [];
