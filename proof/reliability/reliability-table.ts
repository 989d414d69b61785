import { type Check, checks } from './checks.ts';
import type { ReliabilityResult } from './result.ts';

const number = new Intl.NumberFormat('en');
const HEAD = [
  '| what | how much | lost | regressed | duplicated | forged | run |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

/** The table of counts: a row for each check, with its latest result or the fact that there is none. */
const reliabilityTable = (results: readonly ReliabilityResult[]): string =>
  [
    ...HEAD,
    ...checks.map((check) =>
      row(
        check,
        results.find((result) => result.check === check.name),
      ),
    ),
  ].join('\n');

function row({ title, command }: Check, result: ReliabilityResult | undefined): string {
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

const BEGIN = '<!-- counts: npm run reliability -->';
const END = '<!-- end of counts -->';

/** The page with its table replaced; everything around it is written by hand. @throws Error when it has no table */
export function withTable(page: string, results: readonly ReliabilityResult[]): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The page lacks ${BEGIN} or ${END}.`);
  return `${before}${BEGIN}\n\n${reliabilityTable(results)}\n\n${END}${after}`;
}
