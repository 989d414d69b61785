import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { type Figure, short } from './figure.ts';

const GIBIBYTE = 1_024 ** 3;

/** Figures that fall short first, then those that reach their goal, then those that only inform. */
export const shortfallsFirst = (figures: readonly Figure[]): readonly Figure[] =>
  [false, true, null].flatMap((met) => figures.filter((figure) => figure.met === met));

/** A table in Markdown. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = shortfallsFirst(figures).map(({ name, value, unit, baseline, ratio, goal, met, note }) => [
    name,
    `${short(value)} ${unit}`,
    baseline === null ? '' : short(baseline),
    ratio === null ? '' : ratio.toFixed(2),
    goal ?? '',
    met === null ? '' : met ? 'yes' : '**no**',
    note,
  ]);
  const head = ['figure', 'ours', 'floor or peer', 'ratio', 'goal', 'met', 'spread (quartiles), remarks'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One line about where and when it was measured. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const memory = Math.round(totalmem() / GIBIBYTE);
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}`;
  const load = loadavg()[0]?.toFixed(1);
  return `${date}, commit ${commit()}; ${machine}; Node ${process.versions.node}; load ${load} at the end.`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
