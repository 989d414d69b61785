import { afterAll, expect, it } from 'vitest';
import type { CourseCount } from './course-count.ts';
import { explore } from './explore.ts';
import type { Scenario } from './scenarios.ts';

/** Tests that every promise holds on every course of these scenarios, and prints the number of courses. */
export function holdsForEach(
  scenarios: readonly Scenario[],
  expectCounts: (counts: CourseCount) => void,
  timeoutMs: number,
): void {
  const lines: string[] = [];
  afterAll(() => console.info(lines.join('\n')));

  it.each(scenarios)(
    'holds for $name',
    async (scenario) => {
      const { violation, schedule, ...counts } = await explore(scenario);
      expect({ violation, schedule }).toEqual({});
      expectCounts(counts);
      lines.push(JSON.stringify(counts));
    },
    timeoutMs,
  );
}
