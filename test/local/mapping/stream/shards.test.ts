/**
 * Neither engine splits a shard or lets an iterator expire while a test runs. So these tests have a server that answers as
 * DynamoDB Streams does, with shards of their own.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';
import { portOf } from '../../../../local/emulators/claim-ports.ts';
import { localClient } from '../../../../local/emulators/local-client.ts';
import { StreamMapping } from '../../../../local/mapping/stream/stream-mapping.ts';
import { recordsOf } from './table-under-test.ts';

const patience = { timeout: 20_000, interval: 20 };
const StreamArn = 'arn:aws:dynamodb:eu-central-1:1:table/T/stream/1';

const Request = z.object({
  ShardId: z.optional(z.string()),
  ShardIterator: z.optional(z.string()),
  SequenceNumber: z.optional(z.string()),
  ExclusiveStartShardId: z.optional(z.string()),
});
type Request = z.infer<typeof Request>;

interface Shard {
  readonly parent?: string;
  readonly numbers: number[];
  isOpen?: boolean;
}

type Refusal = 'ExpiredIteratorException' | 'TrimmedDataAccessException';

/** A stream whose shards a test changes while a mapping reads it. An iterator is a shard and a position in it. */
class StreamServer {
  readonly shards: Record<string, Shard> = {};
  /** The answers to the next calls of `GetRecords`. */
  readonly refusals: Refusal[] = [];
  readonly iteratorTypes: string[] = [];

  answer(action: string, request: Request): object {
    if (action === 'ListStreams') return { Streams: [{ StreamArn }] };
    if (action === 'DescribeStream') return this.#describe(request);
    if (action === 'GetShardIterator') return this.#iterator(request);
    const refusal = this.refusals.shift();
    return refusal ? { __type: refusal } : this.#records(request);
  }

  /** One shard a page. */
  #describe({ ExclusiveStartShardId = '' }: Request): object {
    const ids = Object.keys(this.shards);
    const id = ids[ids.indexOf(ExclusiveStartShardId) + 1] ?? '';
    const Shards = [{ ShardId: id, ParentShardId: this.shards[id]?.parent }];
    return { StreamDescription: { Shards, LastEvaluatedShardId: id === ids.at(-1) ? undefined : id } };
  }

  #iterator({ ShardId = '', SequenceNumber }: Request): object {
    this.iteratorTypes.push(SequenceNumber ?? 'oldest');
    const after = SequenceNumber ? (this.shards[ShardId]?.numbers.indexOf(Number(SequenceNumber)) ?? 0) : -1;
    return { ShardIterator: `${ShardId}/${after + 1}` };
  }

  /** One record a page. */
  #records({ ShardIterator = '' }: Request): object {
    const [id = '', position] = ShardIterator.split('/');
    const { numbers = [], isOpen = false } = this.shards[id] ?? {};
    const number = numbers[Number(position)];
    const next = `${id}/${Number(position) + (number === undefined ? 0 : 1)}`;
    return {
      Records: number === undefined ? [] : [{ dynamodb: { SequenceNumber: String(number), Keys: {} } }],
      NextShardIterator: number === undefined && !isOpen ? undefined : next,
    };
  }
}

/** Maps a stream. Returns the sequence numbers of the records that the function has had, in their order. */
async function map(stream: StreamServer) {
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const answer = stream.answer(action, z.parse(Request, await json(request)));
    response.statusCode = '__type' in answer ? 400 : 200;
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen: number[] = [];
  const client = new DynamoDBStreamsClient({
    ...localClient(`http://127.0.0.1:${portOf(server)}`, 'eu-central-1'),
    maxAttempts: 1,
  });
  const faults: string[] = [];
  const mapping = new StreamMapping({
    client,
    tableName: 'T',
    batchSize: 10,
    windowSeconds: 0,
    parallelizationFactor: 1,
    bisect: true,
    reportBatchItemFailures: true,
    invoke: async (event) => {
      for (const { dynamodb } of recordsOf(event)) seen.push(Number(dynamodb?.SequenceNumber));
    },
    onFault: (fault) => faults.push(fault),
  });
  onTestFinished(async () => {
    await mapping.stop();
    client.destroy();
    server.close();
  });
  return { seen, faults };
}

it('A shard is read after its parent, and the children of a closed one are found', async () => {
  const stream = new StreamServer();
  stream.shards['child'] = { parent: 'parent', numbers: [3, 4] };
  stream.shards['parent'] = { parent: 'trimmed', numbers: [1, 2] };
  const { seen, faults } = await map(stream);
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4]), patience);
  stream.shards['left'] = { parent: 'child', numbers: [5], isOpen: true };
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4, 5]), patience);
  stream.shards['right'] = { parent: 'left', numbers: [7] };
  stream.shards['left'].numbers.push(6);
  stream.shards['left'].isOpen = false;
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]), patience);
  expect(faults).toEqual([]);
});

it('An iterator that has expired is renewed behind the last record', async () => {
  const stream = new StreamServer();
  const shard: Shard = { numbers: [1, 2], isOpen: true };
  stream.shards['only'] = shard;
  const { seen } = await map(stream);
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), patience);
  stream.refusals.push('ExpiredIteratorException');
  shard.numbers.push(3);
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]), patience);
  expect(stream.iteratorTypes).toEqual(['oldest', '2']);
});

it('When the place is no longer in the stream, the mapping goes on with the oldest record', async () => {
  const stream = new StreamServer();
  const shard: Shard = { numbers: [1, 2], isOpen: true };
  stream.shards['only'] = shard;
  const { seen } = await map(stream);
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), patience);
  shard.numbers.splice(0, 2, 8, 9);
  stream.refusals.push('TrimmedDataAccessException');
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 8, 9]), patience);
  expect(stream.iteratorTypes).toEqual(['oldest', 'oldest']);
});
