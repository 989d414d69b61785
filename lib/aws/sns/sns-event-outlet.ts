import { createHash } from 'node:crypto';
import type { MessageAttributeValue, SNSClient } from '@aws-sdk/client-sns';
import type { EventOutlet } from '../../app/publish/event-outlet.ts';
import type { ChangeEvent } from '../../events/change-event.ts';
import { portCall } from '../port-call.ts';
import { type BatchMessage, PublishBatches } from './publish-batches.ts';

/**
 * The outlet on an SNS FIFO topic. Events that are published at the same time share a request.
 *
 * A message group is one checkout, so SNS keeps the order of its events and delivers other checkouts beside it. SNS
 * drops an event with the same id within five minutes. Nothing relies on that: it spares receivers some duplicates.
 *
 * @param run names a run of an operator who republishes, so that SNS does not drop what an earlier run sent
 */
export function snsEventOutlet(client: SNSClient, topicArn: string, run = ''): EventOutlet {
  const batches = new PublishBatches(client, topicArn);
  return {
    publish: (event: ChangeEvent, signal: AbortSignal): Promise<void> =>
      portCall('PublishBatch', () => batches.add(messageOf(event, run)), signal),
  };
}

const messageOf = (event: ChangeEvent, run: string): BatchMessage => ({
  Message: JSON.stringify(event),
  MessageGroupId: messageGroup(event),
  MessageDeduplicationId: event.id + run,
  MessageAttributes: {
    type: text(event.type),
    provider: text(event.data.provider),
    state: text(event.data.state),
  },
});

/** A digest, because a group has at most 128 characters, and the source may have more. */
export const messageGroup = ({ source }: ChangeEvent): string =>
  createHash('sha256').update(source).digest('base64url');

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });
