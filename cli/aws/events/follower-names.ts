import { randomBytes } from 'node:crypto';
import type { Target } from '../../stage/target.ts';

/** The tag with the time at which a follower last said that it is there. */
export const FOLLOWED_AT = 'followedAt';

const DIGITS = 12;

/** What the names of a target's followers begin with. The names of other stages may begin with it too. */
export const followerPrefix = ({ stackName }: Target): string => `${stackName}-follow-`;

export const newFollowerName = (target: Target): string =>
  `${followerPrefix(target)}${randomBytes(DIGITS / 2).toString('hex')}.fifo`;

/** Whether a queue is one of a target's followers, by the end of its URL or its ARN. */
export function isFollower(target: Target, queue: string): boolean {
  const name = queue.split(/[/:]/).at(-1) ?? '';
  const prefix = followerPrefix(target);
  return name.startsWith(prefix) && /^[0-9a-f]{12}\.fifo$/.test(name.slice(prefix.length));
}

/** A queue is in the account and the region of its topic. */
export function queueArnBeside(topicArn: string, name: string): string {
  const [arn, partition, , region, account] = topicArn.split(':');
  return [arn, partition, 'sqs', region, account, name].join(':');
}
