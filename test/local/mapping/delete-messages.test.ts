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

/** Starts an SQS that fails to delete some messages. @param times how often, by receipt handle */
async function startFailingQueue(times: Record<string, number>) {
  const failuresLeft = new Map(Object.entries(times));
  const batches: string[][] = [];
  const server = createServer(async (request, response) => {
    const { Entries } = z.parse(Request, await json(request));
    batches.push(Entries.map(({ ReceiptHandle }) => ReceiptHandle));
    const failed = Entries.filter(({ ReceiptHandle }) => (failuresLeft.get(ReceiptHandle) ?? 0) > 0);
    for (const { ReceiptHandle } of failed)
      failuresLeft.set(ReceiptHandle, (failuresLeft.get(ReceiptHandle) ?? 0) - 1);
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

describe('Processed messages', () => {
  it('are deleted ten at a time', async () => {
    const { client, batches, url } = await startFailingQueue({});
    const messages = Array.from({ length: 12 }, (_, index) => message(String(index)));
    expect(await deleteMessages(client, url, messages)).toEqual([]);
    expect(batches.map((batch) => batch.length)).toEqual([10, 2]);
  });

  it('are tried again, alone, if SQS reports that they were not deleted', async () => {
    const { client, batches, url } = await startFailingQueue({ 'receipt-b': 2 });
    expect(await deleteMessages(client, url, ['a', 'b', 'c'].map(message))).toEqual([]);
    expect(batches).toEqual([['receipt-a', 'receipt-b', 'receipt-c'], ['receipt-b'], ['receipt-b']]);
  });

  it('are returned by id if they cannot be deleted', async () => {
    const { client, url } = await startFailingQueue({ 'receipt-b': 99 });
    expect(await deleteMessages(client, url, ['a', 'b', 'c'].map(message))).toEqual(['b']);
  });

  it('are all returned by id if the queue does not answer', async () => {
    const { client, url, server } = await startFailingQueue({});
    server.close();
    expect(await deleteMessages(client, url, ['a', 'b'].map(message))).toEqual(['a', 'b']);
  });

  it('cause no call if there are none', async () => {
    const { client, batches, url } = await startFailingQueue({});
    await deleteMessages(client, url, []);
    expect(batches).toEqual([]);
  });
});
