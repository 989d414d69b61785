/** `npm run reliability`: writes the latest result of each check, new or earlier, into docs/reliability.md. */

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { CaughtGroup, caughtFolder } from '../flawed/caught.ts';
import { ProofResult, resultsFolder } from '../kit/results/proof-result.ts';
import { checks } from './checks.ts';
import { withCaught, withCounts } from './counts-region.ts';

const kept = 'docs/reliability.json';
const keptCaught = 'docs/flawed.json';
const page = 'docs/reliability.md';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const results = [...z.array(ProofResult).parse(read(kept))];
for (const path of globSync(`${resultsFolder}/*.json`)) results.push(ProofResult.parse(read(path)));

const latest: ProofResult[] = [];
for (const { name, title, command } of checks) {
  const result = latestOf(name);
  if (result) latest.push(result);
  else console.log(`No result yet: ${title} (${command})`);
}
writeFileSync(kept, `${JSON.stringify(latest, null, 2)}\n`);
const caught = new Map(
  z
    .array(CaughtGroup)
    .parse(read(keptCaught))
    .map((group) => [group.group, group]),
);
for (const path of globSync(`${caughtFolder}/*.json`)) {
  const group = CaughtGroup.parse(read(path));
  caught.set(group.group, group);
}
writeFileSync(keptCaught, `${JSON.stringify([...caught.values()], null, 2)}\n`);
writeFileSync(page, withCaught(withCounts(readFileSync(page, 'utf8'), latest), [...caught.values()]));
console.log(`${page} is written from ${latest.length} results.`);

function latestOf(check: string): ProofResult | undefined {
  const ascending = results
    .filter((result) => result.check === check)
    .toSorted((left, right) => Date.parse(left.date) - Date.parse(right.date));
  return ascending.at(-1);
}
