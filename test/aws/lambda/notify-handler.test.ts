/**
 * The notify function with everything around it: an SQS FIFO queue on an SQS server, a shop on an HTTP server, and the
 * local form of Lambda's API.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { LogCode, LogFields } from '../../../lib/app/log-codes.ts';
import { notifyHandler } from '../../../lib/aws/lambda/notify-handler.ts';
import { mappingPause } from '../../../lib/aws/mappings/mapping-pause.ts';
import { sqsNotifyQueue } from '../../../lib/aws/sqs/sqs-notify-queue.ts';
import { sqsUndeliveredEvents } from '../../../lib/aws/sqs/sqs-undelivered-events.ts';
import { httpsEndpoint } from '../../../lib/http/https-endpoint.ts';
import { MemorySecretStore } from '../../../lib/memory/memory-secret-store.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { startLambdaApi } from '../../../local/lambda-api/lambda-api.ts';
import { sqsEvent } from '../../../local/mapping/sqs-event.ts';

const REGION = 'eu-central-1';
const SECRETS = ['whsec_bmV3IHNlY3JldCBvZiBhIG1lcmNoYW50IQ==', 'whsec_b2xkIHNlY3JldCBvZiBhIG1lcmNoYW50IQ=='];
const DAY_MS = 24 * 60 * 60 * 1_000;

async function startShop() {
  const shop = { status: 200, received: [] as string[] };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = request.headers as Record<string, string>;
    for (const secret of SECRETS) new Webhook(secret).verify(body, headers);
    shop.received.push(headers['webhook-id'] ?? '');
    response.writeHead(shop.status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return Object.assign(shop, { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` });
}

async function startQueues() {
  const server = await startFauxqs({ port: 0, logger: false });
  onTestFinished(() => server.stop());
  const client = new SQSClient(localClient(`http://127.0.0.1:${server.port}`, REGION));
  const create = async (QueueName: string) => {
    const Attributes = { FifoQueue: 'true', VisibilityTimeout: '360' };
    return (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  };
  return { client, queueUrl: await create('notify.fifo'), deadLettersUrl: await create('dead.fifo') };
}

async function startMapping() {
  const mapping = {
    functionName: 'shop-notify',
    eventSourceArn: `arn:aws:sqs:${REGION}:000000000000:notify.fifo`,
    enabled: true,
    pause: async () => void Object.assign(mapping, { enabled: false }),
    resume: async () => undefined,
  };
  const onFault = () => undefined;
  const api = await startLambdaApi({ port: 0, region: REGION, mappings: [mapping], onFault });
  onTestFinished(() => api.stop());
  return { mapping, client: new LambdaClient(localClient(`http://127.0.0.1:${api.port}`, REGION)) };
}

let shop: Awaited<ReturnType<typeof startShop>>;
let queues: Awaited<ReturnType<typeof startQueues>>;
let lambda: Awaited<ReturnType<typeof startMapping>>;
let lines: [LogCode, LogFields][];
beforeEach(async () => {
  [shop, queues, lambda] = await Promise.all([startShop(), startQueues(), startMapping()]);
  lines = [];
});

const send = (name: string) =>
  queues.client.send(
    new SendMessageCommand({
      QueueUrl: queues.queueUrl,
      MessageBody: JSON.stringify({ id: name, subject: name.slice(0, 1), data: { provider: 'inqud' } }),
      MessageGroupId: name.slice(0, 1),
      MessageDeduplicationId: name,
    }),
  );

async function receive(QueueUrl = queues.queueUrl): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await queues.client.send(command)).Messages ?? [];
}

/** Runs the function on a batch, and deletes what it did not report, as Lambda does. Returns the ids of the events it kept. */
async function invoke(messages: readonly Message[]): Promise<readonly string[]> {
  const { client, queueUrl, deadLettersUrl } = queues;
  const handler = notifyHandler({
    endpoint: httpsEndpoint({ url: `${shop.url}/paid`, isLocal: true }),
    secrets: new MemorySecretStore(new Map([['notify', SECRETS]])),
    queue: sqsNotifyQueue(client, queueUrl),
    undelivered: sqsUndeliveredEvents(client, deadLettersUrl),
    delivery: mappingPause(lambda.client, 'shop-notify'),
    startLog: () => ({ report: (code, fields) => void lines.push([code, fields]), flush: () => undefined }),
    now: Date.now,
  });
  const event = sqsEvent(messages, 'arn:aws:sqs:eu-central-1:000000000000:notify.fifo', REGION);
  const { batchItemFailures } = await handler(event, { getRemainingTimeInMillis: () => 60_000 });
  const kept = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  for (const { MessageId = '', ReceiptHandle } of messages) {
    if (kept.has(MessageId)) continue;
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }
  return idsOf(messages.filter(({ MessageId = '' }) => kept.has(MessageId)));
}

/**
 * Runs the function until the queue delivers nothing more, and returns the events that it kept. This SQS server delivers
 * one message of a group at a time. AWS may deliver several, which test/app/notify covers.
 */
async function drain(): Promise<readonly string[]> {
  const kept: string[] = [];
  for (;;) {
    const messages = await receive();
    if (messages.length === 0) return kept;
    kept.push(...(await invoke(messages)));
  }
}

const idsOf = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ Body = '{}' }) => JSON.parse(Body).id);

describe('The notify function', () => {
  it('delivers events, signed with every secret', async () => {
    for (const name of ['A1', 'B1', 'A2']) await send(name);
    expect(await drain()).toEqual([]);
    expect(shop.received).toEqual(['A1', 'B1', 'A2']);
  });

  it('gets the events of a checkout again in order, and those of others meanwhile', async () => {
    for (const name of ['A1', 'A2', 'A3']) await send(name);
    shop.status = 500;
    expect(await drain()).toEqual(['A1']);
    await send('A4');
    await send('B1');
    shop.status = 200;
    expect(await drain()).toEqual([]);
    expect(shop.received.splice(0)).toEqual(['A1', 'B1']);

    const again: Message[] = [];
    const isBack = async () => again.push(...(await receive()));
    await expect.poll(isBack, { timeout: 15_000, interval: 250 }).toBeGreaterThan(0);
    expect(await invoke(again)).toEqual([]);
    expect(await drain()).toEqual([]);
    expect(shop.received).toEqual(['A1', 'A2', 'A3', 'A4']);
  }, 20_000);

  it('gives an event up after three days: it is a dead letter with its reason, in its group', async () => {
    await send('A1');
    shop.status = 503;
    const SentTimestamp = String(Date.now() - 3 * DAY_MS);
    const old = (await receive()).map((message) => ({
      ...message,
      Attributes: { ...message.Attributes, SentTimestamp },
    }));
    expect(await invoke(old)).toEqual([]);
    const [letter] = await receive(queues.deadLettersUrl);
    expect(letter?.Body).toBe(old[0]?.Body);
    expect(letter?.Attributes?.MessageGroupId).toBe('A');
    expect(letter?.MessageAttributes?.['reason']?.StringValue).toBe('http_503');
  });

  it('pauses its own event source mapping when the endpoint is gone, and keeps the events', async () => {
    await send('A1');
    shop.status = 410;
    expect(await invoke(await receive())).toEqual(['A1']);
    expect(lambda.mapping.enabled).toBe(false);
    expect(lines.map(([code]) => code)).toEqual(['notify_failed', 'endpoint_gone']);
    // A batch that was under way finds the mapping disabled, which is no fault.
    await send('B1');
    expect(await invoke(await receive())).toEqual(['B1']);
    expect(lines.at(-1)?.[0]).toBe('endpoint_gone');
  });
});
