/** A short run in this process. `npm run hostile` is the long one. */

import { describe, expect, it } from 'vitest';
import { hostileReport } from './hostile-report.ts';
import { runHostile } from './hostile-run.ts';

const REQUESTS = 50_000;
const SEED = Number(process.env['HOSTILE_SEED'] ?? 1);
const HEAP_GROWTH_LIMIT = 32;
const TOTAL_GROWTH_LIMIT = 512;

describe(`${REQUESTS} hostile requests (HOSTILE_SEED=${SEED})`, () => {
  it('are each answered as promised, and every authentic one is accounted for', {
    timeout: 300_000,
  }, async () => {
    const result = await runHostile({ requests: REQUESTS, seed: SEED });
    console.log(hostileReport(SEED, result));
    expect(result.findings.slice(0, 10)).toEqual([]);
    expect(result.tally.requests).toBe(REQUESTS);
    // A run in which everything is refused, or nothing understood, would prove nothing.
    expect(result.tally.authentic).toBeGreaterThan(REQUESTS / 3);
    expect(result.tally.inRows).toBeGreaterThan(REQUESTS / 5);
    expect(result.tally.deadLettered).toBeGreaterThan(REQUESTS / 10);
    expect(result.tally.unavailable).toBeGreaterThan(0);
    expect(result.heapGrowth).toBeLessThan(HEAP_GROWTH_LIMIT);
    expect(result.totalGrowth).toBeLessThan(TOTAL_GROWTH_LIMIT);
  });
});
