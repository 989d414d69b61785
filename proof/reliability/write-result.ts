import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReliabilityResult, resultsFolder } from './result.ts';

/** Leaves a result where `npm run reliability` finds it. @throws ZodError when it is none */
export function writeResult(result: Omit<ReliabilityResult, 'date'>): void {
  const dated = ReliabilityResult.parse({ ...result, date: new Date().toISOString() });
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${result.check}.json`), `${JSON.stringify(dated, null, 2)}\n`);
}
