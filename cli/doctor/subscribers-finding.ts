import { readSubscriptions, type Subscription } from '../aws/read-subscriptions.ts';
import { requireStack } from '../stage/require-stack.ts';
import { type DeployedTarget, serverlessCommand } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { bad, type Finding, ok } from './finding.ts';

export const SUBSCRIBERS_CHECK = 'subscribers of alarms';

/** Checks that alarms reach someone. */
export async function subscribersFinding(target: DeployedTarget): Promise<Finding> {
  const topic = (await requireStack(target)).outputs.get('AlarmTopicArn')?.value;
  const subscriptions = topic === undefined ? [] : await readSubscriptions(target, topic);
  return judgeSubscriptions(target, subscriptions);
}

export function judgeSubscriptions(target: DeployedTarget, subscriptions: readonly Subscription[]): Finding {
  if (subscriptions.length === 0)
    return bad(
      SUBSCRIBERS_CHECK,
      'nobody is subscribed, so an alarm reaches no one',
      `Set alarmEmail (docs/settings.md), then: ${serverlessCommand(target, 'deploy')}`,
    );
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
  const pending = subscriptions.filter(({ isConfirmed }) => !isConfirmed);
  const waiting = pending.map(({ address }) => address).join(', ');
  if (confirmed.length === 0)
    return bad(
      SUBSCRIBERS_CHECK,
      `${waiting} has not confirmed, so an alarm reaches no one`,
      'Open the message "AWS Notification - Subscription Confirmation" there, and confirm.',
    );
  const others = pending.length > 0 ? `, and ${waiting} has not confirmed` : '';
  return ok(SUBSCRIBERS_CHECK, `${counted(confirmed.length, 'confirmed subscriber')}${others}`);
}
