import { countsText } from '../kit/results/counts.ts';
import type { ProofFinding } from '../kit/results/proof-finding.ts';
import type { HostileTally } from './hostile-tally.ts';

const SHOWN = 20;

/** The outcome of a run. */
export interface HostileResult {
  readonly tally: HostileTally;
  readonly findings: readonly ProofFinding[];
}

/** The outcome of a run in a few lines, with the commands that repeat the requests that failed. */
export function hostileReport(seed: number, { tally, findings }: HostileResult): string {
  const counts = countsText({
    requests: tally.requests,
    authentic: tally.authentic,
    refused: tally.refused,
    'without a secret': tally.unavailable,
    'in rows': tally.inRows,
    'dead letters': tally.deadLettered,
    ignored: tally.ignored,
    findings: findings.length,
  });
  return [`seed ${seed}: ${counts}`, ...findings.slice(0, SHOWN).map((one) => findingText(seed, one))].join(
    '\n',
  );
}

function findingText(seed: number, { kind, number, what }: ProofFinding): string {
  if (number === undefined) return `${kind}: ${what}`;
  return `${kind}: ${what}\n  repeat it: npm run hostile -- --seed ${seed} --from ${number} --requests 1`;
}
