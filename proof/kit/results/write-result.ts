import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProofResult, resultsFolder } from './proof-result.ts';

/** Writes a result with the present time, for `npm run reliability`. @throws ZodError when it is malformed */
export function writeResult(result: Omit<ProofResult, 'date'>): void {
  const dated = ProofResult.parse({ ...result, date: new Date().toISOString() });
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${result.check}.json`), `${JSON.stringify(dated, null, 2)}\n`);
}
