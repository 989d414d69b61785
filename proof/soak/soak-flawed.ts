import { type CatchRow, catchTable } from '../flawed/catch-table.ts';
import type { SoakResult } from './soak-result.ts';

const EVERY_SUITE = Number.POSITIVE_INFINITY;

/** Tries every flawed receiver on every suite. A receiver that no suite catches is a hole in the suites. */
export async function soakFlawed(): Promise<SoakResult> {
  const rows = await catchTable(EVERY_SUITE, (receiver) => process.stderr.write(`${receiver}\n`));
  return {
    text: ['| receiver | caught by |', '| --- | --- |', ...rows.map(tableRow)].join('\n'),
    data: rows,
    isClean: rows.every(({ caughtBy }) => caughtBy.length > 0),
  };
}

function tableRow({ receiver, caughtBy }: CatchRow): string {
  const suites = caughtBy.map(({ suite, objection }) =>
    suite === objection.check ? suite : `${suite} (${objection.check})`,
  );
  return `| ${receiver} | ${suites.join(', ') || 'nothing'} |`;
}
