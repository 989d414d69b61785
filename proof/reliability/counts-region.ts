import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import { type CaughtGroup, caughtTable } from '../flawed/caught.ts';
import { countsText } from '../kit/results/counts.ts';
import type { ProofResult } from '../kit/results/proof-result.ts';
import { type Check, checks } from './checks.ts';
import { wrappedItem } from './wrapped-item.ts';

const HEAD = [
  '| check | size | lost | regressed | duplicated | forged |',
  '| --- | --- | --- | --- | --- | --- |',
];

/** Returns the page with new counts. @throws Error when the page has no region for them */
export function withCounts(page: string, results: readonly ProofResult[]): string {
  const table = [...HEAD];
  const runs: string[] = [];
  for (const check of checks) {
    const result = results.find((one) => one.check === check.name);
    table.push(result ? resultRow(check, result) : `| ${check.title} | not run yet | | | | |`);
    if (result) runs.push(wrappedItem(runText(check, result)));
  }
  const content = [...table, '', 'The last run of each check in full:', '', ...runs].join('\n');
  return withMarkedRegion(page, 'counts', content);
}

/** Returns the page with the tables of what was caught. @throws Error when the page has no region for one of them */
export const withCaught = (page: string, groups: readonly CaughtGroup[]): string =>
  groups.reduce((text, one) => withMarkedRegion(text, `flawed ${one.group}`, caughtTable(one)), page);

function resultRow({ title, size }: Check, result: ProofResult): string {
  const shown: Record<string, number> = {};
  for (const name of size) shown[name] = result.counts[name] ?? 0;
  const harms = [result.lost, result.regressed, result.duplicated, result.forged];
  const cells = [title, countsText(shown), ...harms.map((count) => (count === null ? 'n/a' : String(count)))];
  return `| ${cells.join(' | ')} |`;
}

function runText({ title }: Check, { counts, command, date, seconds }: ProofResult): string {
  const day = date.slice(0, 'yyyy-mm-dd'.length);
  const duration = seconds === undefined ? '' : `, ${seconds} s`;
  return `**${title}** (${day}${duration}): ${countsText(counts)}. Repeat it with \`${command}\`.`;
}
