import { describe, expect, it } from 'vitest';
import { GIVE_UP_AFTER_SECONDS, nextDelay, scheduledDelay } from '../../lib/notify/retry-schedule.ts';

const HOUR = 3_600;

describe('The retry schedule', () => {
  it('is the one that the documentation promises', () => {
    const delays = Array.from({ length: 9 }, (_, index) => scheduledDelay(index + 1));
    expect(delays).toEqual([5, 60, 300, 1_800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR, 10 * HOUR]);
  });

  it('makes its last attempt when the three days are over, and then gives the event up', () => {
    const attempts: number[] = [];
    let ageSeconds = 0;
    for (let attempt = 1; attempt < 100; attempt += 1) {
      attempts.push(ageSeconds);
      const delay = nextDelay({ attempt, ageSeconds });
      if (delay === undefined) break;
      ageSeconds += delay;
    }
    expect(attempts.slice(0, 4)).toEqual([0, 5, 65, 365]);
    expect(attempts).toHaveLength(14);
    expect(attempts.at(-1)).toBe(GIVE_UP_AFTER_SECONDS);
  });

  it('waits longer if the endpoint asks for it, and at most ten hours', () => {
    expect(nextDelay({ attempt: 1, ageSeconds: 0, askedSeconds: 90 })).toBe(90);
    expect(nextDelay({ attempt: 2, ageSeconds: 0, askedSeconds: 3 })).toBe(60);
    expect(nextDelay({ attempt: 1, ageSeconds: 0, askedSeconds: 999_999 })).toBe(10 * HOUR);
  });

  it('gives whole seconds that SQS accepts, of an age that is no whole number', () => {
    expect(nextDelay({ attempt: 9, ageSeconds: GIVE_UP_AFTER_SECONDS - 0.25 })).toBe(1);
    expect(nextDelay({ attempt: 9, ageSeconds: GIVE_UP_AFTER_SECONDS - 7.5 })).toBe(8);
  });
});
