import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CheckoutEventV1 } from 'checkout-webhooks';
import type { Orders } from './orders.ts';

export interface QueueWorking {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly orders: Orders;
  /** Is called after something changed, so that shipping need not wait. */
  readonly onChange: () => void;
}

const RETRY_MS = 1_000;

/** Receives events from a queue until the signal aborts: a worker on ECS, or on any other machine. */
export async function workOnQueue(working: QueueWorking, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await receiveOnce(working, 20, signal);
    } catch (error) {
      if (signal.aborted) return;
      console.error(error);
      await sleep(RETRY_MS);
    }
  }
}

/** Receives events until the queue is empty: a job that runs every minute. */
export async function emptyQueue(working: QueueWorking): Promise<void> {
  const { signal } = new AbortController();
  while ((await receiveOnce(working, 0, signal)) > 0);
}

/** Returns the number of messages. One that fails comes again, and holds up no other one. */
async function receiveOnce(
  { sqs, queueUrl, orders, onChange }: QueueWorking,
  waitSeconds: number,
  abortSignal: AbortSignal,
): Promise<number> {
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: waitSeconds,
  });
  const { Messages = [] } = await sqs.send(receive, { abortSignal });
  for (const { Body = '', ReceiptHandle } of Messages) {
    try {
      const event: CheckoutEventV1 = JSON.parse(Body);
      if (orders.apply(event)) onChange();
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    } catch (error) {
      console.error(error);
    }
  }
  return Messages.length;
}
