import type { Paint } from './screen.ts';
import { textWidth } from './text-width.ts';

const GAP = '  ';

/**
 * Formats rows under their headings, in columns as wide as their content. There are no lines, so that `grep` and `awk`
 * can process it. Widths are those on the screen, where color takes no column and a wide character takes two.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string {
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map((cell) => textWidth(cell))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  return [line(headings.map((heading) => paint('bold', heading))), ...rows.map(line)].join('\n');
}

const padded = (cell: string, width: number): string =>
  cell + ' '.repeat(Math.max(0, width - textWidth(cell)));
