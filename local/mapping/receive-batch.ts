import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A receive that is aborted while it waits may still take a message that nobody sees, so each waits only briefly. */
const WAIT_SECONDS = 1;
const RECEIVE_LIMIT = 10;
const MS_PER_SECOND = 1_000;

export interface BatchSource {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly batchSize: number;
  /** How long a batch that is not full waits for more messages. */
  readonly windowSeconds: number;
}

/** Returns the next batch, empty after a while without messages. @throws the SDK's error when the queue does not answer */
export async function receiveBatch(source: BatchSource, signal: AbortSignal): Promise<readonly Message[]> {
  const batch = await receive(source, source.batchSize, signal);
  const end = Date.now() + source.windowSeconds * MS_PER_SECOND;
  while (batch.length > 0 && batch.length < source.batchSize && Date.now() < end) {
    batch.push(...(await receive(source, source.batchSize - batch.length, signal)));
  }
  return batch;
}

async function receive(
  { client, queueUrl }: BatchSource,
  wanted: number,
  signal: AbortSignal,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(wanted, RECEIVE_LIMIT),
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages = [] } = await client.send(command, { abortSignal: signal });
  return Messages;
}
