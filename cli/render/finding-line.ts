import type { Finding } from '../doctor/finding.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';

const colors = { ok: 'green', bad: 'red', unknown: 'yellow' } as const;
const VERDICT_WIDTH = 'unknown'.length;

/** A finding in one line, and its remedy in a second line. */
export function findingLine({ check, verdict, detail, remedy }: Finding, paint: Paint): string {
  const line = `${paint(colors[verdict], verdict.padEnd(VERDICT_WIDTH))}  ${check}: ${printable(detail)}`;
  return remedy === undefined ? line : `${line}\n${' '.repeat(VERDICT_WIDTH)}  → ${printable(remedy)}`;
}
