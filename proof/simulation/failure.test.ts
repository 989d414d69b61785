/** Flawed receivers show here that a failure is found, repeated from its seed, and shrunk to a short schedule. */

import { describe, expect, it } from 'vitest';
import { acknowledgeFirst } from '../flawed/applying/acknowledge-first.ts';
import { failuresDeleted } from '../flawed/applying/failures-deleted.ts';
import { forgottenEntry } from '../flawed/applying/forgotten-entry.ts';
import { Failure } from './failure.ts';
import { type Receiver, realReceiver } from './receiver.ts';
import { simulate } from './simulate.ts';

const TIMEOUT_MS = 120_000;

async function failureOf(parts: Partial<Receiver>, seed: number, deliveries: number): Promise<Failure> {
  const receiver = { ...realReceiver, ...parts };
  const error: unknown = await simulate({ amount: { deliveries }, seed, receiver }).catch(
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw new Error('The simulation found nothing.');
}

describe('A failure of the simulation', () => {
  it(
    'prints the shortest possible schedule for an acknowledgment that is too early',
    async () => {
      const { message } = await failureOf(acknowledgeFirst.parts, 1, 10_000);
      expect(message.split('\n')).toEqual([
        'I1: Every delivery answered 200 is in its checkout’s history exactly once.',
        expect.stringMatching(/^Found: .* is answered 200, and the queue has not accepted it\.$/),
        'Seed 1. Repeat it with: npm run soak -- --deliveries 1 --seed 1',
        'The shortest schedule found:',
        expect.stringMatching(/^ {3}1\. .* is posted to ingest 1$/),
        '   2. ingest 1: secretsOf takes effect',
        '   3. ingest 1: secretsOf is answered',
      ]);
    },
    TIMEOUT_MS,
  );

  it(
    'needs at most two deliveries and one fault for a failing record that is deleted with its batch',
    async () => {
      const { schedule } = await failureOf(failuresDeleted.parts, 1, 10_000);
      expect(schedule.filter((line) => line.includes('posted')).length).toBeLessThanOrEqual(2);
      expect(schedule.filter((line) => /fails|dies|out of time/.test(line))).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  it(
    'has a seed with which one world repeats the failure',
    async () => {
      const first = await failureOf(forgottenEntry.parts, 1, 10_000);
      const { seed, violation } = first.world;
      const again = await failureOf(forgottenEntry.parts, seed, 1);
      expect(again.world).toMatchObject({ seed, violation, tally: { worlds: 1 } });
      expect(again.message).toBe(first.message);
    },
    TIMEOUT_MS,
  );
});
