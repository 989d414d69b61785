import type { ChaosResult, Counts } from './chaos-result.ts';

const SHOWN = 20;
const number = new Intl.NumberFormat('en');
const said = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${number.format(count)} ${name}`)
    .join(' · ');

/** What a run came to, in a few lines. */
export function chaosReport(seed: number, { seconds, faults, traffic, findings }: ChaosResult): string {
  const verdict =
    findings.length === 0
      ? 'Every row is as it must be; nothing lost, regressed, duplicated or forged; the dead letters are the poison.'
      : `${findings.length} findings:`;
  return [
    `seed ${seed}, ${seconds} s`,
    `done to it: ${said(faults)}`,
    `traffic: ${said(traffic)}`,
    verdict,
    ...findings.slice(0, SHOWN).map(({ kind, what }) => `${kind}: ${what}`),
  ].join('\n');
}
