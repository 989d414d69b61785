import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import type { ProofResult } from '../kit/results/proof-result.ts';
import { type Check, checks } from './checks.ts';

const number = new Intl.NumberFormat('en');
const HEAD = [
  '| what | how much | lost | regressed | duplicated | forged | run |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

/** The table of counts: a row for each check, with its latest result or the fact that there is none. */
const reliabilityTable = (results: readonly ProofResult[]): string =>
  [
    ...HEAD,
    ...checks.map((check) =>
      row(
        check,
        results.find((result) => result.check === check.name),
      ),
    ),
  ].join('\n');

function row({ title, command }: Check, result: ProofResult | undefined): string {
  if (!result) return `| ${title} | not run yet | | | | | \`${command}\` |`;
  const counts = Object.entries(result.counts).map(([name, count]) => `${number.format(count)} ${name}`);
  const { lost, regressed, duplicated, forged, seconds } = result;
  const found = [lost, regressed, duplicated, forged].map((count) =>
    count === null ? 'n/a' : String(count),
  );
  const time = seconds === undefined ? '' : ` in ${number.format(seconds)} s`;
  const run = `${result.date.slice(0, 'yyyy-mm-dd'.length)}${time}: \`${result.command}\``;
  return `| ${[title, counts.join(' · '), ...found, run].join(' | ')} |`;
}

/** Returns the page with a new table. @throws Error when the page has no region for it */
export const withTable = (page: string, results: readonly ProofResult[]): string =>
  withMarkedRegion(page, 'counts', reliabilityTable(results));
