import { mkdtemp } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimPorts } from '../../../local/emulators/claim-ports.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { createQueues } from '../../../local/resources/create-queues.ts';
import { createTables } from '../../../local/resources/create-tables.ts';
import { type LocalStack, startStack } from '../../../local/stack/stack.ts';
import type { StackOptions } from '../../../local/stack/stack-options.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import type { TableDefinition } from '../../../service/resources/table-definition.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

const service = readServiceDefinition(projectDirectory);

async function runningStack(options: StackOptions = {}): Promise<LocalStack> {
  const stack = await startStack(options);
  onTestFinished(() => stack.stop());
  return stack;
}

async function readQueueAttributes(stack: LocalStack) {
  const client = new SQSClient(localClient(stack.sqsEndpoint, service.region));
  onTestFinished(() => client.destroy());
  const command = new GetQueueAttributesCommand({ QueueUrl: stack.queueUrl, AttributeNames: ['All'] });
  return (await client.send(command)).Attributes;
}

describe('The local queue', () => {
  it('has the attributes of serverless.yml', async () => {
    const attributes = await readQueueAttributes(await runningStack());
    expect(attributes).toMatchObject({ VisibilityTimeout: '120', MessageRetentionPeriod: '864000' });
    expect(JSON.parse(attributes?.['RedrivePolicy'] ?? '')).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:eu-central-1:000000000000:checkout-webhooks-dev-dead-letters',
      maxReceiveCount: 1000,
    });
  });

  it('gets the declared attributes even if it was created with others', async () => {
    const stack = await runningStack({ visibilityTimeoutSeconds: 1 });
    expect(await readQueueAttributes(stack)).toMatchObject({ VisibilityTimeout: '1' });
    await createQueues(service, stack.sqsEndpoint);
    expect(await readQueueAttributes(stack)).toMatchObject({ VisibilityTimeout: '120' });
  });
});

describe('A released message of a local queue with a data directory', () => {
  it('is there at once, and still after a restart, with its receive count', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'released-'));
    const stack = await runningStack({ dataDir });
    const client = new SQSClient(localClient(stack.sqsEndpoint, service.region));
    onTestFinished(() => client.destroy());
    const QueueUrl = stack.deadLetterQueueUrl;
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    const receive = async () => {
      const command = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] });
      return (await client.send(command)).Messages?.[0];
    };
    const release = (ReceiptHandle: string | undefined) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    await release((await receive())?.ReceiptHandle);
    await release((await receive())?.ReceiptHandle);
    await stack.queue.stop();
    await stack.queue.start();
    expect(await receive()).toMatchObject({
      Body: 'kept',
      Attributes: { ApproximateReceiveCount: '3' },
    });
  });
});

describe('The local table', () => {
  it('has the keys, indexes and expiry of serverless.yml, and is created once', async () => {
    const stack = await runningStack();
    await createTables(service, stack.dynamodbEndpoint);
    const client = new DynamoDBClient(localClient(stack.dynamodbEndpoint, service.region));
    onTestFinished(() => client.destroy());
    const { Table } = await client.send(new DescribeTableCommand({ TableName: stack.tableName }));
    const [declared] = Object.values(service.tables);
    expect(Table).toMatchObject({ KeySchema: declared?.input.KeySchema, TableName: 'checkout-webhooks-dev' });
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(
      declared?.input.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort(),
    );
    const expiry = await client.send(new DescribeTimeToLiveCommand({ TableName: stack.tableName }));
    expect(expiry.TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt' });
  });

  it('gets its stream although it is older than the stream, and keeps it', async () => {
    const stack = await runningStack();
    const [[id = '', declared] = []] = Object.entries(service.tables);
    if (!declared) throw new Error('serverless.yml declares no table.');
    const old = { ...declared, input: { ...declared.input, TableName: 'older' } };
    const { streamViewType: _none, ...without } = old;
    const client = new DynamoDBClient(localClient(stack.dynamodbEndpoint, service.region));
    onTestFinished(() => client.destroy());
    const streamOf = async (table: TableDefinition) => {
      await createTables({ ...service, tables: { [id]: table } }, stack.dynamodbEndpoint);
      return (await client.send(new DescribeTableCommand({ TableName: 'older' }))).Table?.LatestStreamArn;
    };
    expect(await streamOf(without)).toBeUndefined();
    const stream = await streamOf({ ...without, streamViewType: 'NEW_AND_OLD_IMAGES' });
    expect(stream).toMatch(/:table\/older\/stream\//);
    expect(await streamOf({ ...without, streamViewType: 'NEW_AND_OLD_IMAGES' })).toBe(stream);
  });

  it('can be on a DynamoDB that is already running, which is not stopped', async () => {
    const other = await runningStack();
    const stack = await runningStack({ dynamodbEndpoint: other.dynamodbEndpoint });
    expect(stack.dynamodbEndpoint).toBe(other.dynamodbEndpoint);
    await stack.stop();
    expect((await fetch(other.dynamodbEndpoint)).status).toBeGreaterThan(0);
  });
});

describe('Other machines', () => {
  const address = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

  it.skipIf(address === undefined)('cannot reach any part of it by default', async () => {
    const stack = await runningStack();
    for (const url of [stack.url, stack.sqsEndpoint, stack.dynamodbEndpoint, stack.lambdaEndpoint]) {
      const fromOutside = `http://${address}:${new URL(url).port}`;
      await expect(fetch(fromOutside, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow();
    }
  });
});

describe('Claimed ports', () => {
  it('differ from each other', async () => {
    const requests = Array.from({ length: 20 }, () => ({ variable: 'PORT', host: '127.0.0.1', port: 0 }));
    expect(new Set(await claimPorts(requests)).size).toBe(20);
  });
});
