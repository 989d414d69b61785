import type { Target } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { bad, type Finding, ok } from '../finding.ts';

export const UNREADABLE_CHECK = 'unreadable changes';

/** Checks that every change of a row could be published. */
export async function unreadableFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('unreadable-changes');
  const count = waiting + held;
  if (count === 0) return ok(UNREADABLE_CHECK, 'none');
  return bad(
    UNREADABLE_CHECK,
    `${counted(count, 'change')} could not be published, because the row cannot be read`,
    `npx checkout-webhooks dlq list --queue unreadable-changes${target.suffix}`,
  );
}
