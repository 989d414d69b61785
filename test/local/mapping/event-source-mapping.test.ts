import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { LambdaFunction } from '../../../local/lambda/lambda-function.ts';
import { createLambda } from '../lambda/create-lambda.ts';
import { QueueUnderTest, stopQueues } from './queue-under-test.ts';

const SHORT_SECONDS = 1;
const LONG_SECONDS = 60;
const patience = { timeout: 10_000, interval: 20 };

const lambdas: LambdaFunction[] = [];
afterAll(async () => {
  await stopQueues();
  await Promise.all(lambdas.map((each) => each.stop()));
});

const Event = z.custom<SQSEvent>(
  (value) => typeof value === 'object' && value !== null && 'Records' in value,
);
const recordsOf = (event: unknown) => z.parse(Event, event).Records;
const bodiesOf = (event: unknown) => recordsOf(event).map(({ body }) => body);
const failing = (event: unknown, ...bodies: readonly string[]) => ({
  batchItemFailures: recordsOf(event)
    .filter(({ body }) => bodies.includes(body))
    .map(({ messageId }) => ({ itemIdentifier: messageId })),
});

const ten = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

describe.concurrent('The event of a batch', () => {
  it('has the shape that Lambda documents', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    const [messageId] = await queue.send(['{"a":"é"}'], {
      reason: { DataType: 'String', StringValue: 'why' },
      bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
    });
    const events: unknown[] = [];
    queue.feed(async (event) => events.push(event));
    await vi.waitFor(() => expect(events).toHaveLength(1), patience);
    expect(events[0]).toEqual({
      Records: [
        {
          messageId,
          receiptHandle: expect.stringMatching(/./),
          body: '{"a":"é"}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.stringMatching(/./),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          },
          messageAttributes: {
            reason: { dataType: 'String', stringValue: 'why', stringListValues: [], binaryListValues: [] },
            bytes: { dataType: 'Binary', binaryValue: 'AP8=', stringListValues: [], binaryListValues: [] },
          },
          md5OfBody: createHash('md5').update('{"a":"é"}').digest('hex'),
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:deliveries',
          awsRegion: 'eu-central-1',
        },
      ],
    });
  });

  it('has no more messages than the batch size', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    await queue.send(ten.slice(0, 5));
    const sizes: number[] = [];
    queue.feed(async (event) => void sizes.push(recordsOf(event).length), { batchSize: 2 });
    await vi.waitFor(() => expect(sizes).toEqual([2, 2, 1]), patience);
  });

  it('waits for more messages during the batching window', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    const batches: (readonly string[])[] = [];
    queue.feed(async (event) => void batches.push(bodiesOf(event)), { windowSeconds: 2, batchSize: 20 });
    await queue.send(['first']);
    await sleep(200);
    await queue.send(ten);
    await vi.waitFor(() => expect(batches).toEqual([['first', ...ten]]), patience);
  });
});

describe.concurrent('A message that the function reports as failed', () => {
  it('is received again, alone, with a higher receive count', async () => {
    const queue = await QueueUnderTest.start(SHORT_SECONDS);
    await queue.send(ten);
    const seen: [string, string][] = [];
    queue.feed(async (event) => {
      for (const { body, attributes } of recordsOf(event))
        seen.push([body, attributes.ApproximateReceiveCount]);
      return seen.length > ten.length ? {} : failing(event, 'd');
    });
    await vi.waitFor(async () => expect(await queue.size()).toBe(0), patience);
    expect(seen).toEqual([...ten.map((body) => [body, '1']), ['d', '2']]);
  });

  it('is not received before its visibility timeout has passed', async () => {
    const queue = await QueueUnderTest.start(SHORT_SECONDS);
    const sinceFirstMs: number[] = [];
    queue.feed(async (event) => {
      const first = Number(recordsOf(event)[0]?.attributes.ApproximateFirstReceiveTimestamp);
      sinceFirstMs.push(Date.now() - first);
      return sinceFirstMs.length === 1 ? failing(event, 'a') : {};
    });
    await queue.send(['a']);
    await vi.waitFor(() => expect(sinceFirstMs).toHaveLength(2), patience);
    expect(sinceFirstMs[1]).toBeGreaterThanOrEqual(SHORT_SECONDS * 1_000);
  });

  it('goes to the dead-letter queue after too many receives, and no other message does', async () => {
    const queue = await QueueUnderTest.start(SHORT_SECONDS);
    await queue.send(ten);
    let runs = 0;
    queue.feed(async (event) => {
      runs += 1;
      return failing(event, 'poison', 'd');
    });
    await vi.waitFor(async () => {
      expect((await queue.deadLetters()).map(({ Body }) => Body)).toEqual(['d']);
    }, patience);
    expect(runs).toBe(3);
    expect(await queue.size()).toBe(0);
  });

  it('is deleted like the others if the mapping does not have ReportBatchItemFailures', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    await queue.send(['a', 'b']);
    let runs = 0;
    queue.feed(
      async (event) => {
        runs += 1;
        return failing(event, 'a');
      },
      { reportBatchItemFailures: false },
    );
    await vi.waitFor(() => expect(runs).toBe(1), patience);
    await vi.waitFor(async () => expect(await queue.size()).toBe(0), patience);
  });
});

describe.concurrent('The whole batch stays in the queue', () => {
  const staying = async (invoke: (event: unknown) => Promise<unknown>) => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    await queue.send(['a', 'b']);
    let ended = 0;
    const { faults } = queue.feed((event) => invoke(event).finally(() => (ended += 1)));
    await vi.waitFor(() => expect(ended).toBe(1), patience);
    await sleep(100);
    return { size: await queue.size(), faults };
  };

  it.each([
    ['throwing', 'on purpose'],
    ['hanging', 'timed out'],
    ['exiting', 'exited'],
  ])('when the handler is %s', async (handler, reason) => {
    const lambda = createLambda(handler, { timeoutMs: 300 });
    lambdas.push(lambda);
    const { size, faults } = await staying((event) => lambda.invoke(event));
    expect(size).toBe(2);
    expect(faults).toEqual([expect.stringContaining(reason)]);
  });

  it('when the answer names a message of another batch', async () => {
    const answer = { batchItemFailures: [{ itemIdentifier: 'another' }] };
    expect((await staying(async () => answer)).size).toBe(2);
  });

  it('but is deleted when the answer lists no failures', async () => {
    expect((await staying(async () => ({ batchItemFailures: [] }))).size).toBe(0);
  });
});

describe.concurrent('The mapping', () => {
  it.each([1, 3])('processes up to %i batches at the same time', async (maximumConcurrency) => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    await queue.send(ten);
    let running = 0;
    let most = 0;
    let done = 0;
    queue.feed(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(60);
        running -= 1;
        done += 1;
      },
      { batchSize: 1, maximumConcurrency },
    );
    await vi.waitFor(() => expect(done).toBe(ten.length), patience);
    expect(most).toBe(maximumConcurrency);
  });

  it('reports once that the queue is down, and goes on when it is back', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS, await mkdtemp(join(tmpdir(), 'sqs-')));
    const seen: string[] = [];
    const { faults } = queue.feed(async (event) => void seen.push(...bodiesOf(event)));
    await queue.send(['before']);
    await vi.waitFor(async () => expect(await queue.size()).toBe(0), patience);
    await queue.emulator.stop();
    await vi.waitFor(() => expect(faults).toHaveLength(1), patience);
    await sleep(600);
    await queue.emulator.start();
    await queue.send(['after']);
    await vi.waitFor(() => expect(seen).toEqual(['before', 'after']), patience);
    expect(faults).toEqual([expect.stringContaining('The queue does not answer')]);
  });

  it('can be stopped while all of its batches hang', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    await queue.send(ten);
    let begun = 0;
    const hanging = () => {
      begun += 1;
      return new Promise<never>(() => undefined);
    };
    const { mapping } = queue.feed(hanging, { batchSize: 1, maximumConcurrency: 2 });
    await vi.waitFor(() => expect(begun).toBe(2), patience);
    const began = performance.now();
    await mapping.stop();
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(begun).toBe(2);
  });

  it('receives nothing while it is paused, and goes on when it is resumed', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    const seen: string[] = [];
    const { mapping } = queue.feed(async (event) => void seen.push(...bodiesOf(event)));
    await queue.send(['before']);
    await vi.waitFor(() => expect(seen).toEqual(['before']), patience);
    const paused = mapping.pause();
    expect(mapping.enabled).toBe(false);
    // A receive that was in progress ends within a second.
    await paused;
    await queue.send(['after']);
    await sleep(1_200);
    expect(seen).toEqual(['before']);
    await mapping.resume();
    expect(mapping.enabled).toBe(true);
    await vi.waitFor(() => expect(seen).toEqual(['before', 'after']), patience);
  });

  it('can be stopped while it is paused', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    const { mapping } = queue.feed(async () => undefined);
    await mapping.pause();
    const began = performance.now();
    await mapping.stop();
    expect(performance.now() - began).toBeLessThan(400);
  });

  it('receives nothing after it has been stopped', async () => {
    const queue = await QueueUnderTest.start(LONG_SECONDS);
    const events: unknown[] = [];
    const { mapping } = queue.feed(async (event) => void events.push(event));
    await mapping.stop();
    await queue.send(['a']);
    await sleep(200);
    expect(events).toEqual([]);
    expect(await queue.size()).toBe(1);
  });
});
