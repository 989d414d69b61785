import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';

const BATCH_LIMIT = 10;
const ATTEMPTS = 3;
const PAUSE_MS = 200;

/**
 * Deletes processed messages. SQS reports the outcome of each message, and those that failed are tried again.
 *
 * @returns the ids of the messages that may still be in the queue. After their visibility timeout they are processed
 *   once more, which costs time and does no other harm.
 */
export async function deleteMessages(
  client: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
): Promise<readonly string[]> {
  let remaining = messages;
  for (let attempt = 0; attempt < ATTEMPTS && remaining.length > 0; attempt += 1) {
    if (attempt > 0) await sleep(PAUSE_MS);
    remaining = await attemptAll(client, queueUrl, remaining);
  }
  return remaining.map(({ MessageId }) => MessageId ?? '');
}

async function attemptAll(
  client: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const remaining: Message[] = [];
  for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
    remaining.push(...(await attemptBatch(client, queueUrl, messages.slice(start, start + BATCH_LIMIT))));
  }
  return remaining;
}

async function attemptBatch(
  client: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  try {
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const failed = new Set(Failed.map(({ Id }) => Id));
    return messages.filter((_, index) => failed.has(String(index)));
  } catch {
    return messages;
  }
}
