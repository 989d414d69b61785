import { readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';
import { describeMachine, figureTable } from './report.ts';

const DOCUMENT = 'docs/performance.md';
const PLACE = /(<!-- table: npm run bench -- --write -->\n)[\s\S]*?(<!-- end of table -->)/;

/** Puts the table where the document has its place. @throws Error when it has none */
export function writeTable(figures: readonly Figure[], document = DOCUMENT): void {
  const text = readFileSync(document, 'utf8');
  if (!PLACE.test(text)) throw new Error(`${document} has no place for the table.`);
  const table = `\n${describeMachine()}\n\n${figureTable(figures)}\n\n`;
  writeFileSync(
    document,
    text.replace(PLACE, (_all, begin: string, end: string) => begin + table + end),
  );
}
