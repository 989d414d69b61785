/** `npm run reliability`: puts the latest result of each check, run just now or earlier, into docs/reliability.md. */

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { ProofResult, resultsFolder } from '../kit/results/proof-result.ts';
import { checks } from './checks.ts';
import { withTable } from './reliability-table.ts';

const kept = 'docs/reliability.json';
const page = 'docs/reliability.md';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const earlier = z.array(ProofResult).parse(read(kept));
const fresh = globSync(`${resultsFolder}/*.json`).map((path) => ProofResult.parse(read(path)));
const latest = checks.flatMap(
  ({ name }) =>
    [...earlier, ...fresh]
      .filter(({ check }) => check === name)
      .toSorted(byDate)
      .at(-1) ?? [],
);
writeFileSync(kept, `${JSON.stringify(latest, null, 2)}\n`);
writeFileSync(page, withTable(readFileSync(page, 'utf8'), latest));
const missing = checks.filter(({ name }) => !latest.some(({ check }) => check === name));
console.log(`${page} is written from ${latest.length} results.`);
for (const { title, command } of missing) console.log(`No result yet: ${title} (${command})`);

function byDate(left: ProofResult, right: ProofResult): number {
  return Date.parse(left.date) - Date.parse(right.date);
}
