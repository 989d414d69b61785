/** An outage of the table must heal without a person. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeployedQueues } from '../../bench/outage/deployed-queues.ts';
import { outageReport } from '../../bench/outage/outage-report.ts';
import { simulateOutage } from '../../bench/outage/simulate-outage.ts';
import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';

const MINUTE = 60;
const HOUR = 3_600;
const queues = readDeployedQueues('.');
/** Three hours in which the table refuses every write at once, so that there are most tries. */
const refusing = { seconds: 3 * HOUR, rate: 100, failingMs: 300, applyingMs: 80 };
const everything = refusing.seconds * refusing.rate;

describe('An outage of the table of three hours at 100 webhooks a second', () => {
  const course = simulateOutage(queues, refusing);

  it('makes no dead letter, and loses no webhook', () => {
    expect(course).toMatchObject({ accepted: everything, deadLetters: 0, expired: 0 });
  });

  it('is over 20 minutes after its end, with nobody touching anything', () => {
    const { appliedAt = Number.POSITIVE_INFINITY } = course;
    expect(appliedAt - refusing.seconds).toBeLessThan(20 * MINUTE);
  });

  it('is told within ten minutes, by the alarms for failures and for the age of the queue alone', () => {
    expect([...course.alarms.keys()].toSorted()).toEqual(['message-failures', 'queue-age']);
    for (const { from, until } of course.alarms.values()) {
      expect(from).toBeLessThan(10 * MINUTE);
      expect(until).toBeGreaterThanOrEqual(refusing.seconds);
    }
  });

  it('is in docs/scale.md as the command prints it (else: npm run outage -- --write)', () => {
    const text = readFileSync('docs/scale.md', 'utf8');
    expect(text).toBe(
      withMarkedRegion(text, 'outage', outageReport(queues, { seconds: 3 * HOUR, rate: 100 })),
    );
  });
});

describe('The simulation of an outage', () => {
  it('tries a webhook every two minutes while the queue is short', () => {
    const { mostTriesOfOne, deadLetters } = simulateOutage(queues, { ...refusing, rate: 1 });
    expect(mostTriesOfOne).toBeGreaterThan(85);
    expect(mostTriesOfOne).toBeLessThanOrEqual(90);
    expect(deadLetters).toBe(0);
  });

  it('makes dead letters of almost everything if five tries are allowed, and rings for them', () => {
    const course = simulateOutage({ ...queues, maxReceiveCount: 5 }, { ...refusing, rate: 20 });
    expect(course.deadLetters).toBeGreaterThan(0.9 * course.accepted);
    expect(course.appliedAt).toBeUndefined();
    expect(course.alarms.get('dead-letters')?.from).toBeLessThan(15 * MINUTE);
  });

  it('deletes webhooks that are older than the queue keeps them', () => {
    const course = simulateOutage({ ...queues, retentionSeconds: HOUR }, { ...refusing, rate: 1 });
    expect(course.expired).toBeGreaterThan(HOUR);
    expect(course.appliedAt).toBeUndefined();
  });
});
