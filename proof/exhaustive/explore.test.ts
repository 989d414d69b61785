/** Small scenarios with every fault. `npm run soak -- --exhaustive` explores the larger ones. */

import { describe, expect, it } from 'vitest';
import { explore } from './explore.ts';
import { holdsForEach } from './exploring.ts';
import { smallScenarios } from './scenarios.ts';

const TIMEOUT_MS = 120_000;
const scenarios = await smallScenarios();

describe('Every interleaving of up to two messages, each with every single fault', () => {
  holdsForEach(
    scenarios,
    ({ courses, crashes, failures, disturbances }) =>
      expect(courses).toBeGreaterThan(crashes + failures + disturbances),
    TIMEOUT_MS,
  );
});

describe('Running everything that follows a state only once', () => {
  it.each(scenarios.slice(0, 3))(
    'counts as many courses of $name as there are when every course is run',
    async (scenario) => {
      const { courses, crashes, failures, disturbances } = await explore(scenario, { mostFaults: 0 });
      const alone = await explore(scenario, { mostFaults: 0, isMerging: false });
      expect(alone).toMatchObject({ courses, crashes, failures, disturbances, runs: courses });
    },
    TIMEOUT_MS,
  );

  it(
    'counts correctly with faults too',
    async () => {
      const [scenario] = scenarios;
      if (!scenario) throw new RangeError('There is no scenario.');
      const { courses, crashes, failures, disturbances } = await explore(scenario);
      const alone = await explore(scenario, { isMerging: false });
      expect(alone).toMatchObject({ courses, crashes, failures, disturbances, runs: courses });
    },
    TIMEOUT_MS,
  );
});
