import type { Target } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { bad, type Finding, ok } from './finding.ts';

export const DEAD_LETTERS_CHECK = 'dead-letter queue';
export const DELIVERIES_CHECK = 'delivery queue';

export async function deadLettersFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('dead-letters');
  const count = waiting + held;
  if (count === 0) return ok(DEAD_LETTERS_CHECK, 'empty');
  return bad(
    DEAD_LETTERS_CHECK,
    `${counted(count, 'webhook')} could not be applied`,
    `npx checkout-webhooks dlq list${target.suffix}`,
  );
}

/** Never a problem: only the age of the messages would show one, and an alarm watches that. */
export async function deliveriesFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('deliveries');
  return ok(DELIVERIES_CHECK, `${waiting} waiting, ${held} in progress or waiting for a retry`);
}
