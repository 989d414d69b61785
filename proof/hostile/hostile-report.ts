import type { HostileTally } from './hostile-tally.ts';
import type { Finding } from './judging/hostile-finding.ts';

/** What a run came to. */
export interface HostileResult {
  readonly tally: HostileTally;
  readonly findings: readonly Finding[];
}

const number = new Intl.NumberFormat('en');

/** What a run came to, in a few lines, and how to see it again. */
export function hostileReport(seed: number, { tally, findings }: HostileResult): string {
  const { requests, authentic, refused, unavailable, inRows, deadLettered, ignored } = tally;
  const counts = { requests, authentic, refused, unavailable, inRows, deadLettered, ignored };
  const said = Object.entries(counts).map(([name, count]) => `${name} ${number.format(count)}`);
  return [
    `seed ${seed}: ${said.join(' · ')}`,
    ...findings.slice(0, 20).map(({ kind, number: at, what }) => `${kind}: ${what}${again(seed, at)}`),
  ].join('\n');
}

const again = (seed: number, at: number | undefined): string =>
  at === undefined ? '' : `\n  again: npm run hostile -- --seed ${seed} --from ${at} --requests 1`;
