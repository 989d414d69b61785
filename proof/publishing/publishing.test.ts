/** Every course that publishing can take in small lives, and the flawed publishers that must not pass. */

import { describe, expect, it } from 'vitest';
import { publishChanges } from '../../lib/app/publish/publish-changes.ts';
import { everyCourse } from './every-course.ts';
import { explorePublishing } from './explore-publishing.ts';
import { flaws } from './flawed-publishers.ts';
import { scenarios, streamAfter } from './publishing-scenarios.ts';

const MOST_FAULTS = 2;
const TIMEOUT_MS = 300_000;

describe('Every way to cut a stream into batches, with up to two faults at every point', () => {
  it.each(Object.entries(scenarios))(
    'keeps every promise when %s',
    async (_name, steps) => {
      const { courses, broken } = await explorePublishing(
        { publish: publishChanges },
        await streamAfter(steps),
        MOST_FAULTS,
      );
      expect(broken).toEqual([]);
      expect(courses).toBeGreaterThan(10_000);
    },
    TIMEOUT_MS,
  );
});

describe('With a single fault, a publisher or a merchant is caught that', () => {
  it.each(Object.entries(flaws))(
    '%s',
    async (_name, flaw) => {
      const broken = new Set<string>();
      for (const steps of Object.values(scenarios)) {
        const found = await explorePublishing(flaw, await streamAfter(steps), 1);
        for (const check of found.broken) broken.add(check);
      }
      expect([...broken]).toContain(flaw.breaks);
    },
    TIMEOUT_MS,
  );
});

it('Every course is run once', async () => {
  const courses: string[] = [];
  const count = await everyCourse(async (choose) => {
    const first = choose(2);
    courses.push(`${first}${first === 0 ? choose(3) : ''}`);
  });
  expect([count, courses]).toEqual([4, ['00', '01', '02', '1']]);
});
