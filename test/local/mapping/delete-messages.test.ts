import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { portOf } from '../../../local/emulators/claim-ports.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { deleteMessages } from '../../../local/mapping/delete-messages.ts';

const Request = z.object({ Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })) });

const message = (name: string) => ({ MessageId: name, ReceiptHandle: `receipt-${name}` });

/** An SQS that fails to delete what it is told to, each as often as it is told to. */
async function queueThatFails(times: Record<string, number>) {
  const left = new Map(Object.entries(times));
  const batches: string[][] = [];
  const server = createServer(async (request, response) => {
    const { Entries } = z.parse(Request, await json(request));
    batches.push(Entries.map(({ ReceiptHandle }) => ReceiptHandle));
    const failed = Entries.filter(({ ReceiptHandle }) => (left.get(ReceiptHandle) ?? 0) > 0);
    for (const { ReceiptHandle } of failed) left.set(ReceiptHandle, (left.get(ReceiptHandle) ?? 0) - 1);
    const Failed = failed.map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError' }));
    const Successful = Entries.filter(({ Id }) => !Failed.some((entry) => entry.Id === Id)).map(({ Id }) => ({
      Id,
    }));
    response
      .setHeader('content-type', 'application/x-amz-json-1.0')
      .end(JSON.stringify({ Successful, Failed }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${portOf(server)}`;
  const client = new SQSClient({ ...localClient(endpoint, 'eu-central-1'), maxAttempts: 1 });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return { client, batches, server, url: `${endpoint}/000000000000/deliveries` };
}

describe('Messages that are done with', () => {
  it('are deleted ten at a time', async () => {
    const { client, batches, url } = await queueThatFails({});
    const messages = Array.from({ length: 12 }, (_, index) => message(String(index)));
    expect(await deleteMessages(client, url, messages)).toEqual([]);
    expect(batches.map((batch) => batch.length)).toEqual([10, 2]);
  });

  it('are tried again one by one when the answer names them as failed', async () => {
    const { client, batches, url } = await queueThatFails({ 'receipt-b': 2 });
    expect(await deleteMessages(client, url, ['a', 'b', 'c'].map(message))).toEqual([]);
    expect(batches).toEqual([['receipt-a', 'receipt-b', 'receipt-c'], ['receipt-b'], ['receipt-b']]);
  });

  it('are named when they cannot be deleted', async () => {
    const { client, url } = await queueThatFails({ 'receipt-b': 99 });
    expect(await deleteMessages(client, url, ['a', 'b', 'c'].map(message))).toEqual(['b']);
  });

  it('are all named when the queue does not answer', async () => {
    const { client, url, server } = await queueThatFails({});
    server.close();
    expect(await deleteMessages(client, url, ['a', 'b'].map(message))).toEqual(['a', 'b']);
  });

  it('need no call when there are none', async () => {
    const { client, batches, url } = await queueThatFails({});
    await deleteMessages(client, url, []);
    expect(batches).toEqual([]);
  });
});
