import { countHarms } from '../kit/results/proof-finding.ts';
import { writeResult } from '../kit/results/write-result.ts';
import type { ChaosOptions, ChaosResult } from './chaos-result.ts';

/** Writes the result for `npm run reliability`. */
export function keepChaos({ webhooks, checkouts, seed }: ChaosOptions, result: ChaosResult): void {
  const { seconds, faults, traffic, findings } = result;
  const { other, ...harms } = countHarms(findings);
  const counts: Record<string, number> = { checkouts };
  for (const [name, count] of Object.entries(traffic)) {
    if (!name.startsWith('answers ')) counts[name] = count;
  }
  for (const [name, count] of Object.entries(faults)) counts[name] = count;
  counts['other findings'] = other;
  writeResult({
    check: 'chaos',
    command: `npm run chaos -- --webhooks ${webhooks} --checkouts ${checkouts} --seed ${seed}`,
    seconds,
    counts,
    ...harms,
  });
}
