import type { Target } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';

export const DEAD_LETTERS_CHECK = 'dead-letter queue';
export const DELIVERIES_CHECK = 'delivery queue';

export async function deadLettersFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('dead-letters');
  if (waiting + held === 0) return ok(DEAD_LETTERS_CHECK, 'nothing in it');
  const detail = `${waiting + held} webhooks are in it and not in the table`;
  return bad(DEAD_LETTERS_CHECK, detail, `npx checkouts dlq list${target.suffix}`);
}

/** How much waits says little without for how long: an alarm knows that. It is told all the same. */
export async function deliveriesFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('deliveries');
  return ok(DELIVERIES_CHECK, `${waiting} waiting, ${held} being applied or to be tried again`);
}
