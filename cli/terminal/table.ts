import { shortenedTo } from './fit-text.ts';
import type { Paint } from './screen.ts';
import { textWidth } from './text-width.ts';

const GAP = '  ';

/** A column that may give way on a narrow terminal. */
export interface Column {
  readonly heading: string;
  /** The width to which its cells may be shortened, in the middle. Without it they stay whole. */
  readonly shrinksTo?: number;
  /** Columns are left out in this order, 1 first, once all cells are as short as they may be. */
  readonly leaves?: number;
}

/**
 * Formats rows under their headings, in columns as wide as their content. There are no lines, so that `grep` and `awk`
 * can process it. Widths are those on the screen, where color takes no column and a wide character takes two.
 *
 * @param width of the terminal; without it, nothing is shortened or left out
 */
export function table(
  headings: readonly (string | Column)[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  width?: number,
): string {
  const columns = headings.map((heading, index) => measured(heading, index, rows));
  const shown = width === undefined ? columns : fitted(columns, width);
  const line = (cells: readonly string[]): string =>
    shown
      .map(({ index, width: cellWidth }) => padded(shortenedTo(cellWidth, cells[index] ?? ''), cellWidth))
      .join(GAP)
      .trimEnd();
  return [line(columns.map(({ heading }) => paint('bold', heading))), ...rows.map(line)].join('\n');
}

interface MeasuredColumn extends Column {
  readonly index: number;
  readonly width: number;
}

function measured(
  heading: string | Column,
  index: number,
  rows: readonly (readonly string[])[],
): MeasuredColumn {
  const column = typeof heading === 'string' ? { heading } : heading;
  const cells = [column.heading, ...rows.map((row) => row[index] ?? '')];
  return { ...column, index, width: Math.max(...cells.map((cell) => textWidth(cell))) };
}

function fitted(columns: readonly MeasuredColumn[], width: number): readonly MeasuredColumn[] {
  const shrunk = shrunkTo(columns, width);
  if (totalOf(shrunk) <= width) return shrunk;
  const [next] = columns
    .filter(({ leaves }) => leaves !== undefined)
    .toSorted((left, right) => (left.leaves ?? 0) - (right.leaves ?? 0));
  if (next === undefined) return shrunk;
  return fitted(
    columns.filter((column) => column !== next),
    width,
  );
}

/** Takes one place after another from the column that has most to give. */
function shrunkTo(columns: readonly MeasuredColumn[], width: number): readonly MeasuredColumn[] {
  const shrunk = [...columns];
  for (let excess = totalOf(columns) - width; excess > 0; excess -= 1) {
    const spare = shrunk.map((column) => column.width - leastWidth(column));
    const most = spare.indexOf(Math.max(...spare));
    const column = shrunk[most];
    if (column === undefined || (spare[most] ?? 0) <= 0) return shrunk;
    shrunk[most] = { ...column, width: column.width - 1 };
  }
  return shrunk;
}

const leastWidth = ({ shrinksTo, heading, width }: MeasuredColumn): number =>
  shrinksTo === undefined ? width : Math.max(shrinksTo, textWidth(heading));

const totalOf = (columns: readonly MeasuredColumn[]): number =>
  columns.reduce((total, { width }) => total + width + GAP.length, -GAP.length);

const padded = (cell: string, width: number): string =>
  cell + ' '.repeat(Math.max(0, width - textWidth(cell)));
