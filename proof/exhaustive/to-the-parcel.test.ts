/** From the row to the parcel: publishers, the topic, a queue and a merchant's workers, with every single crash. */

import { describe, expect } from 'vitest';
import { holdsForEach } from './exploring.ts';
import { merchantScenarios } from './merchant-scenarios.ts';

const TIMEOUT_MS = 240_000;
const scenarios = await merchantScenarios();

describe('Every interleaving of publishers and workers, each with every single crash', () => {
  holdsForEach(scenarios, (counts) => expect(counts.crashes).toBeGreaterThan(1_000), TIMEOUT_MS);
});
