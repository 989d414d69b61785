import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import type { DeployedTarget } from '../stage/target.ts';
import type { StageQueue } from './stage-queues.ts';

/** CloudWatch may have a figure of SQS some minutes late. */
const LOOK_BACK_MS = 15 * 60_000;
const PERIOD_SECONDS = 60;

/** Returns the age of the oldest message of a queue in seconds; null while CloudWatch has no figure. */
export async function readOldestAge(target: DeployedTarget, queue: StageQueue): Promise<number | null> {
  const client = new CloudWatchClient(target.aws);
  const now = Date.now();
  const command = new GetMetricStatisticsCommand({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: `${target.stackName}-${queue}` }],
    StartTime: new Date(now - LOOK_BACK_MS),
    EndTime: new Date(now),
    Period: PERIOD_SECONDS,
    Statistics: ['Maximum'],
  });
  try {
    const { Datapoints = [] } = await client.send(command);
    const ages = Datapoints.toSorted(
      (left, right) => (right.Timestamp?.getTime() ?? 0) - (left.Timestamp?.getTime() ?? 0),
    );
    return ages[0]?.Maximum ?? null;
  } finally {
    client.destroy();
  }
}
