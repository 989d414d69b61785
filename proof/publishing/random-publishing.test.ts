/** Longer lives of several checkouts, with faults at any point, drawn at random. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publishChanges } from '../../lib/app/publish/publish-changes.ts';
import { judgePublishing } from './judge-publishing.ts';
import { everyWord, type Step, streamAfter } from './publishing-scenarios.ts';
import { runPublisher } from './publishing-world.ts';

const RUNS = 2_000;
const MOST_FAULTS = 12;
const TIMEOUT_MS = 120_000;

const anyStep: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('A', 'B', 'C'),
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...everyWord) },
    { weight: 2, arbitrary: fc.constant('resolve' as const) },
    { weight: 1, arbitrary: fc.constant('break' as const) },
  ),
);

it(
  'Publishing keeps every promise in random lives with up to a dozen faults',
  async () => {
    let transitions = 0;
    const lives = fc.array(anyStep, { minLength: 10, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lives, fc.infiniteStream(fc.nat()), async (steps, choices) => {
        const stream = await streamAfter(steps);
        const choose = (count: number) => Number(choices.next().value) % count;
        const outcome = await runPublisher({ publish: publishChanges }, stream, choose, MOST_FAULTS);
        transitions += new Set(outcome.published.map(({ id }) => id)).size;
        expect(judgePublishing(stream, outcome)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
    expect(transitions).toBeGreaterThan(10_000);
  },
  TIMEOUT_MS,
);
