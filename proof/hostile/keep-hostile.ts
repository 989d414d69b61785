import { countHarms } from '../kit/results/proof-finding.ts';
import { writeResult } from '../kit/results/write-result.ts';
import type { HostileResult } from './hostile-report.ts';

/** The run that a result is about. */
export interface KeptRun {
  readonly isOverSockets: boolean;
  readonly requests: number;
  readonly seed: number;
  readonly seconds: number;
}

/** Writes the result for `npm run reliability`. A run over sockets cannot see a row that went back for a moment. */
export function keepHostile(run: KeptRun, { tally, findings }: HostileResult): void {
  const { isOverSockets, requests, seed, seconds } = run;
  const { other, lost, regressed, duplicated, forged } = countHarms(findings);
  const option = isOverSockets ? '--sockets ' : '';
  writeResult({
    check: isOverSockets ? 'hostile-sockets' : 'hostile',
    command: `npm run hostile -- ${option}--requests ${requests} --seed ${seed}`,
    seconds,
    counts: {
      requests: tally.requests,
      authentic: tally.authentic,
      refused: tally.refused + tally.unavailable,
      'in rows': tally.inRows,
      'dead letters': tally.deadLettered,
      'other findings': other,
    },
    lost,
    regressed: isOverSockets ? null : regressed,
    duplicated,
    forged,
  });
}
