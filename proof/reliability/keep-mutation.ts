/** Part of `npm run mutation`: judges Stryker's score and keeps it for `npm run reliability`. */

import { readFileSync } from 'node:fs';
import { mutationScore } from './mutation-result.ts';
import { writeResult } from './write-result.ts';

const LOWEST_SCORE = 95;
const file = 'reports/mutation/mutation.json';

const { mutants, caught, survived, score } = mutationScore(JSON.parse(readFileSync(file, 'utf8')));
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
