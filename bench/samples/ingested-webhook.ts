import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { type IngestDependencies, ingestHandler } from '../../lib/aws/lambda/ingest-handler.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { httpEvent } from './lambda-events.ts';
import { PUBLIC_URL, type SampleCheckout, SECRET, sampleCheckout, webhookBody } from './webhooks.ts';

/** A webhook that ingest has taken: the answer, and the message that it put into the queue. */
export interface IngestedWebhook {
  readonly body: Buffer;
  readonly answer: APIGatewayProxyStructuredResultV2;
  readonly record: QueueRecord;
}

const secrets = new MemorySecretStore(
  new Map(providers.map((provider) => [provider.name, [secretFor(provider, SECRET)]])),
);
const silent: IngestDependencies['startLog'] = () => ({ report: () => undefined, flush: () => undefined });

/** Passes a webhook to the ingest handler, with a queue in memory. @throws Error when it is not taken */
export async function ingestWebhook(
  checkout: SampleCheckout,
  status: string,
  second: number,
  startLog = silent,
): Promise<IngestedWebhook> {
  const body = webhookBody(checkout, status, second);
  const queue = new MemoryQueue();
  const maxBodyBytes = body.length;
  const ingest = ingestHandler({
    findProvider,
    secrets,
    queue,
    maxBodyBytes,
    publicUrl: PUBLIC_URL,
    startLog,
  });
  const answer = await ingest(httpEvent(checkout, body));
  const [message] = queue.messages;
  if (answer.statusCode !== 200 || !message) throw new Error(`The webhook got ${answer.statusCode}.`);
  return { body, answer, record: { messageId: randomUUID(), text: message.text } };
}

/** The message of the first webhook of a new checkout. */
async function firstRecord(): Promise<QueueRecord> {
  const { record } = await ingestWebhook(sampleCheckout('inqud'), 'NEW', 0);
  return record;
}

/** Messages of as many new checkouts. */
export const firstRecords = (count: number): Promise<QueueRecord[]> =>
  Promise.all(Array.from({ length: count }, firstRecord));
