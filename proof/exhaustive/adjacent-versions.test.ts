/**
 * An older and a newer lifecycle table on two consumers, and rebuilds beside them. At the end the newer version
 * rebuilds every row, which must then be the one that the newer table alone makes of all events.
 */

import { describe, expect } from 'vitest';
import { holdsForEach } from './exploring.ts';
import { smallVersionScenarios } from './version-scenarios.ts';

const TIMEOUT_MS = 120_000;
const scenarios = await smallVersionScenarios();

describe('Every interleaving of two versions and of a rebuild, each with every single fault', () => {
  holdsForEach(scenarios, ({ courses, crashes }) => expect(courses).toBeGreaterThan(crashes), TIMEOUT_MS);
});
