import { countsText } from '../kit/results/counts.ts';
import type { ChaosResult } from './chaos-result.ts';

const SHOWN = 20;

/** The outcome of a run in a few lines. */
export function chaosReport(seed: number, { seconds, faults, traffic, findings }: ChaosResult): string {
  const verdict =
    findings.length === 0
      ? 'Every row is right. Nothing was lost, regressed, duplicated or forged. The dead letters are the poison.'
      : `${findings.length} findings:`;
  return [
    `seed ${seed}, ${seconds} s`,
    `faults: ${countsText(faults)}`,
    `traffic: ${countsText(traffic)}`,
    verdict,
    ...findings.slice(0, SHOWN).map(({ kind, what }) => `${kind}: ${what}`),
  ].join('\n');
}
