import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';

const BATCH_LIMIT = 10;
const ATTEMPTS = 3;
const PAUSE_MS = 200;

/**
 * Deletes messages that are done with. The answer says for each message whether it is gone: those that are not are
 * tried again.
 *
 * @returns ids of messages that may still be there: they come back after their visibility timeout, and no harm is
 *   done but the work
 */
export async function deleteMessages(
  client: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
): Promise<readonly string[]> {
  let left = messages;
  for (let attempt = 0; attempt < ATTEMPTS && left.length > 0; attempt += 1) {
    if (attempt > 0) await sleep(PAUSE_MS);
    left = await attemptAll(client, queueUrl, left);
  }
  return left.map(({ MessageId }) => MessageId ?? '');
}

async function attemptAll(
  client: SQSClient,
  queueUrl: string,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const left: Message[] = [];
  for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
    left.push(...(await attemptBatch(client, queueUrl, messages.slice(start, start + BATCH_LIMIT))));
  }
  return left;
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
