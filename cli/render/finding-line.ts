import type { Finding } from '../doctor/finding.ts';
import { wrapped } from '../terminal/fit-text.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';

const colors = { ok: 'green', bad: 'red', unknown: 'yellow' } as const;
const VERDICT_WIDTH = 'unknown'.length;
const INDENT = ' '.repeat(VERDICT_WIDTH + 2);

/** A finding in one line, and its remedy in a second line. */
export function findingLine({ check, verdict, detail, remedy }: Finding, paint: Paint, fit?: Fit): string {
  const line = `${paint(colors[verdict], verdict.padEnd(VERDICT_WIDTH))}  ${check}: ${printable(detail)}`;
  const lines = [wrapped(line, fit?.width, INDENT)];
  if (remedy !== undefined) lines.push(wrapped(`${INDENT}→ ${printable(remedy)}`, fit?.width, `${INDENT}  `));
  return lines.join('\n');
}
