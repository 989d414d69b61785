import { readFileSync, writeFileSync } from 'node:fs';
import { withMarkedRegion } from '../scripts/pages/marked-region.ts';
import type { Figure } from './figure.ts';
import { describeMachine, figureTable } from './report.ts';

const DOCUMENT = 'docs/performance.md';

/** Writes the table into the document. @throws Error when the document has no place for it */
export function writeTable(figures: readonly Figure[], document = DOCUMENT): void {
  const page = readFileSync(document, 'utf8');
  writeFileSync(document, withMarkedRegion(page, 'table', `${describeMachine()}\n\n${figureTable(figures)}`));
}
