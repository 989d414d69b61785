import { writeResult } from '../reliability/write-result.ts';
import type { ChaosOptions, ChaosResult, Counts } from './chaos-result.ts';

/** Leaves the result for `npm run reliability`. */
export function keepChaos({ webhooks, checkouts, seed }: ChaosOptions, result: ChaosResult): void {
  const { seconds, faults, traffic, findings } = result;
  const none = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
  writeResult({
    check: 'chaos',
    command: `npm run chaos -- --webhooks ${webhooks} --checkouts ${checkouts} --seed ${seed}`,
    seconds,
    counts: {
      checkouts,
      ...withoutAnswers(traffic),
      ...faults,
      'other findings': none('dead letters') + none('crashed'),
    },
    lost: none('lost'),
    regressed: none('regressed'),
    duplicated: none('duplicated'),
    forged: none('forged'),
  });
}

const withoutAnswers = (traffic: Counts): Counts =>
  Object.fromEntries(Object.entries(traffic).filter(([name]) => !name.startsWith('answers ')));
