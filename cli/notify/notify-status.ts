import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type Alarm, readAlarms } from '../aws/read-alarms.ts';
import { readOldestAge } from '../aws/read-oldest-age.ts';
import { Queues } from '../aws/stage-queues.ts';
import type { Target } from '../stage/target.ts';
import { type DeliveryState, NotifyMapping } from './notify-mapping.ts';

/** How the delivery of signed webhooks goes. */
export interface NotifyStatus extends DeliveryState {
  /** The host of the endpoint. The rest of its address may contain a secret. Null if it cannot be found. */
  readonly endpoint: string | null;
  /** Events that are due, or wait for an earlier one of their checkout. */
  readonly waiting: number;
  /** Events that are being sent, or failed and wait for their next try. */
  readonly retrying: number;
  /** Null on the local stack, which has no metrics, and while AWS has no figure. */
  readonly oldestSeconds: number | null;
  readonly deadLetters: number;
  /** The alarms about the delivery. None on the local stack. */
  readonly alarms: readonly Omit<Alarm, 'description'>[];
}

/** Matches the names of the alarms in resources/notify.yml. */
const ABOUT_NOTIFY = /^(notify|endpoint)/;

/** @throws CommandFailure (not_switched_on) if the target sends no signed webhooks */
export async function readNotifyStatus(target: Target): Promise<NotifyStatus> {
  const mapping = await NotifyMapping.find(target);
  const queues = new Queues(target);
  const [state, endpoint, events, letters, oldestSeconds, alarms] = await Promise.all([
    mapping.state(),
    endpointHost(target),
    queues.count('notify.fifo'),
    queues.count('notify-dead-letters.fifo'),
    target.isLocal ? null : readOldestAge(target, 'notify.fifo'),
    target.isLocal ? [] : readAlarms(target),
  ]);
  return {
    endpoint,
    ...state,
    waiting: events.waiting + events.delayed,
    retrying: events.held,
    oldestSeconds,
    deadLetters: letters.waiting + letters.held,
    alarms: alarms
      .filter(({ name }) => ABOUT_NOTIFY.test(name))
      .map(({ name, state: alarmState, since }) => ({ name, state: alarmState, since })),
  };
}

async function endpointHost(target: Target): Promise<string | null> {
  const client = new LambdaClient(target.lambda);
  const command = new GetFunctionConfigurationCommand({ FunctionName: `${target.stackName}-notify` });
  try {
    const { Environment } = await client.send(command);
    const url = Environment?.Variables?.['NOTIFY_URL'] ?? '';
    return URL.canParse(url) ? new URL(url).host : null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
    throw error;
  } finally {
    client.destroy();
  }
}
