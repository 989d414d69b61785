import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { DeployedTarget } from '../stage/target.ts';

export interface Alarm {
  /** Without the stack's name in front. */
  readonly name: string;
  readonly state: string;
  /** When it took on this state (UTC, milliseconds). */
  readonly since: string | null;
  readonly description: string;
}

/** Reads the alarms whose names begin with the name of the stage's stack. */
export async function readAlarms(target: DeployedTarget): Promise<readonly Alarm[]> {
  const client = new CloudWatchClient(target.aws);
  const prefix = `${target.stackName}-`;
  const alarms: Alarm[] = [];
  try {
    for await (const page of paginateDescribeAlarms({ client }, { AlarmNamePrefix: prefix })) {
      for (const { AlarmName = '', StateValue = '', AlarmDescription = '', ...alarm } of page.MetricAlarms ??
        [])
        alarms.push({
          name: AlarmName.slice(prefix.length),
          state: StateValue,
          since: alarm.StateTransitionedTimestamp?.toISOString() ?? null,
          description: AlarmDescription,
        });
    }
    return alarms;
  } finally {
    client.destroy();
  }
}
