import { afterAll, describe, expect, it } from 'vitest';
import { explore } from './explore.ts';
import { crashScenarios } from './scenarios.ts';

const TIMEOUT_MS = 240_000;
const scenarios = await crashScenarios();

describe('Every interleaving of three messages and two consumers, each with every single crash', () => {
  const lines: string[] = [];
  afterAll(() => console.info(lines.join('\n')));

  it.each(scenarios)(
    'holds for $name',
    async (scenario) => {
      const { violation, schedule, ...counts } = await explore(scenario);
      expect({ violation, schedule }).toEqual({});
      expect(counts.crashes).toBeGreaterThan(1_000_000);
      lines.push(JSON.stringify(counts));
    },
    TIMEOUT_MS,
  );
});
