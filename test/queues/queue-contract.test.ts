/** The contract of the two queues, in this process and on an SQS server. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter, DeadLetterQueue, DeliveryQueue } from '../../lib/app/ports.ts';
import { sqsDeadLetterQueue } from '../../lib/aws/sqs/sqs-dead-letter-queue.ts';
import { sqsDeliveryQueue } from '../../lib/aws/sqs/sqs-delivery-queue.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import type { QueueMessage } from '../../lib/webhook/queue-message.ts';
import { receive, startSqsEngine } from '../../proof/kit/engines/fauxqs-engine.ts';

interface Subject {
  readonly queue: DeliveryQueue;
  readonly deadLetters: DeadLetterQueue;
  messages(): Promise<readonly { readonly id: string; readonly text: string }[]>;
  letters(): Promise<readonly DeadLetter[]>;
  stop(): Promise<void>;
}

async function onMemory(): Promise<Subject> {
  const queue = new MemoryQueue();
  const deadLetters = new MemoryDeadLetterQueue();
  const messages = async () => queue.messages.map(({ messageId, text }) => ({ id: messageId, text }));
  return {
    queue,
    deadLetters,
    messages,
    letters: async () => deadLetters.letters,
    stop: async () => undefined,
  };
}

async function onFauxqs(): Promise<Subject> {
  const { client, queueUrl, deadLetterQueueUrl, stop } = await startSqsEngine();
  return {
    queue: sqsDeliveryQueue(client, queueUrl),
    deadLetters: sqsDeadLetterQueue(client, deadLetterQueueUrl),
    messages: async () =>
      (await receive(client, queueUrl)).map(({ MessageId = '', Body = '' }) => ({
        id: MessageId,
        text: Body,
      })),
    letters: async () =>
      (await receive(client, deadLetterQueueUrl)).map(({ Body = '', MessageAttributes = {} }) => ({
        text: Body,
        reason: MessageAttributes['reason']?.StringValue ?? '',
        ...(MessageAttributes['provider'] && { provider: MessageAttributes['provider'].StringValue ?? '' }),
      })),
    stop,
  };
}

const signal = new AbortController().signal;

const aMessage = (body: Uint8Array): QueueMessage => ({
  version: 1,
  provider: 'inqud',
  body: Buffer.from(body).toString('base64'),
  bodyDigest: bodyDigest(body),
  receivedAt: '2026-01-01T00:00:00.000Z',
  requestId: 'request-1',
  headers: { 'user-agent': 'a provider' },
});

describe.each([
  ['memory', onMemory],
  ['fauxqs', onFauxqs],
] as const)('The queues on %s', (_name, start) => {
  let subject: Subject;
  beforeEach(async () => {
    subject = await start();
  });
  afterEach(() => subject.stop());

  it.each([
    ['a small body', Buffer.from('{}')],
    ['an empty body', Buffer.alloc(0)],
    // SQS refuses control characters in a message.
    ['every possible byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['the largest body that the default settings accept', Buffer.alloc(256 * 1024, 7)],
  ])('return a message as it was sent: %s', async (_what, body) => {
    const id = await subject.queue.send(aMessage(body), signal);
    const [message] = await subject.messages();
    expect(message?.id).toBe(id);
    expect(JSON.parse(message?.text ?? '')).toEqual(aMessage(body));
  });

  it('keep every message under its own id, equal ones too', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(() => subject.queue.send(aMessage(Buffer.from('{}')), signal)),
    );
    expect(new Set(ids).size).toBe(3);
    expect(await subject.messages()).toHaveLength(3);
  });

  it('keep a dead letter as it was received, with its reason', async () => {
    const letter: DeadLetter = {
      text: '{"not":"ours","name":"Zoë"}',
      reason: 'unexpected_shape at id, status',
      provider: 'inqud',
    };
    await subject.deadLetters.send(letter, signal);
    await subject.deadLetters.send({ text: 'poison', reason: 'not_a_queue_message' }, signal);
    const letters = await subject.letters();
    expect(letters).toHaveLength(2);
    expect(letters).toContainEqual(letter);
    expect(letters).toContainEqual({ text: 'poison', reason: 'not_a_queue_message' });
  });
});

describe('The queues on SQS', () => {
  it('report a fault when SQS does not accept a message', async () => {
    const { client, queueUrl, stop } = await startSqsEngine();
    const gone = sqsDeliveryQueue(client, `${queueUrl}-that-does-not-exist`);
    await expect(gone.send(aMessage(Buffer.from('{}')), signal)).rejects.toMatchObject({ name: 'PortFault' });
    const queue = sqsDeliveryQueue(client, queueUrl);
    await expect(queue.send(aMessage(Buffer.from('{}')), AbortSignal.abort())).rejects.toMatchObject({
      name: 'PortFault',
    });
    const deadLetters = sqsDeadLetterQueue(client, queueUrl);
    await stop();
    await expect(deadLetters.send({ text: 'poison', reason: 'r' }, signal)).rejects.toMatchObject({
      name: 'PortFault',
    });
  });
});
