/** A short run over sockets. `npm run hostile -- --sockets` is the long one. */

import { expect, it } from 'vitest';
import { runOverSockets } from './socket-run.ts';

const REQUESTS = 2_000;
const SEED = Number(process.env['HOSTILE_SEED'] ?? 1);

it(`The local stack answers ${REQUESTS} hostile requests (HOSTILE_SEED=${SEED}) and all malformed bytes as promised`, {
  timeout: 300_000,
}, async () => {
  const { tally, findings } = await runOverSockets({ requests: REQUESTS, seed: SEED });
  console.log(`seed ${SEED}: ${JSON.stringify(tally)}`);
  expect(findings.slice(0, 10)).toEqual([]);
  expect(tally.authentic).toBeGreaterThan(REQUESTS / 4);
});
