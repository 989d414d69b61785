import type { Document } from './documents.ts';

/** The part of a page below a heading, up to the next heading of any level. @throws Error when there is none */
export function sectionOf({ path, text }: Document, heading: string): string {
  const [, rest] = text.split(`\n${heading}\n`);
  if (rest === undefined) throw new Error(`${path} has no heading ${heading}.`);
  return rest.split(/\n#+ /)[0] ?? '';
}

/** The rows of the table in a text that has this first column, without the head. Each row is its cells. */
export function tableIn(text: string, firstColumn: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (line.startsWith(`| ${firstColumn} |`)) isInside = true;
    else if (!line.startsWith('|')) isInside = false;
    else if (isInside && !line.startsWith('| ---')) rows.push(line.slice(2, -2).split(' | '));
  }
  return rows;
}

/** A cell without the backticks around it. */
export const codeOf = (cell: string | undefined): string => (cell ?? '').replaceAll('`', '');
