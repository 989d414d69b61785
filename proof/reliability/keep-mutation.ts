/** Part of `npm run mutation`: judges Stryker's score and keeps it for `npm run reliability`. */

import { readFileSync } from 'node:fs';
import { writeResult } from '../kit/results/write-result.ts';
import { mutationScore } from './mutation-result.ts';

const LOWEST_SCORE = 95;
const report = 'reports/mutation/mutation.json';

const { mutants, caught, survived, score } = mutationScore(JSON.parse(readFileSync(report, 'utf8')));
writeResult({
  check: 'mutation',
  command: 'npm run mutation',
  counts: { mutants, caught, survived, '% caught': score },
  lost: null,
  regressed: null,
  duplicated: null,
  forged: null,
});
console.log(`${caught} of ${mutants} mutants caught: ${score} %`);
process.exitCode = score < LOWEST_SCORE ? 1 : 0;
