import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { type Figure, short } from './figure.ts';

const GIBIBYTE = 1_024 ** 3;

type Cells = readonly (string | number)[];

/** A table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly Cells[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Orders figures: those that miss their goal, those that reach it, those without one. */
export const shortfallsFirst = (figures: readonly Figure[]): readonly Figure[] =>
  [false, true, null].flatMap((met) => figures.filter((figure) => figure.met === met));

export const figureTable = (figures: readonly Figure[]): string =>
  markdownTable(
    ['figure', 'ours', 'floor or peer', 'ratio', 'goal', 'met', 'quartiles'],
    shortfallsFirst(figures).map(figureCells),
  );

function figureCells({ name, value, unit, baseline, ratio, goal, met, spread }: Figure): Cells {
  const yesOrNo = met ? 'yes' : '**no**';
  return [
    name,
    `${short(value)} ${unit}`,
    baseline === null ? '' : short(baseline),
    ratio === null ? '' : ratio.toFixed(2),
    goal ?? '',
    met === null ? '' : yesOrNo,
    spread,
  ];
}

/** Where and when the figures were measured, in two lines. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const { stdout: commit } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  const load = loadavg()[0]?.toFixed(1);
  const memory = Math.round(totalmem() / GIBIBYTE);
  return [
    `Measured on ${date} at commit ${commit?.trim()} with Node ${process.versions.node}, load ${load} at the end, on`,
    `${cpus().length} × ${cpu?.model.trim()} with ${memory} GiB, ${process.platform} ${process.arch}.`,
  ].join('\n');
}
