/** Larger scenarios, with crashes as the only fault: these take a minute. */

import { describe, expect } from 'vitest';
import { holdsForEach } from './exploring.ts';
import { crashScenarios } from './scenarios.ts';

const TIMEOUT_MS = 240_000;
const scenarios = await crashScenarios();

describe('Every interleaving of three messages and two consumers, each with every single crash', () => {
  holdsForEach(scenarios, (counts) => expect(counts.crashes).toBeGreaterThan(1_000_000), TIMEOUT_MS);
});
