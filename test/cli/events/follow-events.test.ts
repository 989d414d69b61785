/** Followers of the events of a real stack, as processes of their own: what they print, and what they leave behind. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ListSubscriptionsByTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, TagQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { type CliStack, deliver, eventually, startCliStack, waitForRow } from '../cli-stack.ts';
import { type MerchantQueue, subscribeMerchant } from '../merchant-queue.ts';
import { checkouts, checkoutsHere, executable } from '../run-checkouts.ts';

const PREFIX = 'checkout-webhooks-dev-follow-';
const HOUR_MS = 3_600_000;

let cli: CliStack;
let merchant: MerchantQueue;
beforeAll(async () => {
  cli = await startCliStack();
  merchant = await subscribeMerchant(cli, 'merchant');
  await deliver(cli, inqud, 'CCO-1', 'SUCCESS');
  await deliver(cli, tweed, 'tweed-1', 'CREATED');
  await waitForRow(cli, 'CCO-1', 1);
  await waitForRow(cli, 'tweed-1', 1);
  await merchant.take();
}, 120_000);
afterAll(async () => {
  merchant.close();
  await cli.stack.stop();
});

/** A process that follows. Resolves once it has subscribed. */
async function startFollower(...args: readonly string[]) {
  const child = spawn(executable, ['events', ...args], { env: { ...process.env, ...cli.environment } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const [said] = await once(createInterface({ input: child.stderr }), 'line');
  expect(said).toBe('Following the events of the local stack. Ctrl-C ends it.');
  return {
    lines,
    /** Resolves with the lines once there are so many. */
    printed: (count: number) =>
      eventually(
        async () => lines,
        ({ length }) => length >= count,
      ),
    async end(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal);
      return exited;
    },
    exited,
  };
}

const republish = (...args: readonly string[]) => checkoutsHere(['republish', ...args], cli.environment);

async function followerQueues(): Promise<readonly string[]> {
  const { QueueUrls = [] } = await merchant.sqs.send(new ListQueuesCommand({ QueueNamePrefix: PREFIX }));
  return QueueUrls;
}

async function followerSubscriptions(): Promise<readonly string[]> {
  const command = new ListSubscriptionsByTopicCommand({ TopicArn: merchant.topicArn });
  const { Subscriptions = [] } = await merchant.sns.send(command);
  return Subscriptions.flatMap(({ Endpoint = '' }) => (Endpoint.includes(PREFIX) ? [Endpoint] : []));
}

const nothingIsLeft = async () =>
  expect({ queues: await followerQueues(), subscriptions: await followerSubscriptions() }).toEqual({
    queues: [],
    subscriptions: [],
  });

describe('checkouts events', () => {
  it('two followers print every event, one per line, exactly as it was published', async () => {
    const [one, two] = await Promise.all([
      startFollower('--follow', '--json'),
      startFollower('--follow', '--json'),
    ]);
    // A field of a later version, and spaces that no serializer of ours writes.
    const body = '{ "id": "evt_1",  "later": true }';
    const message = { Message: body, MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    await merchant.sns.send(new PublishCommand({ TopicArn: merchant.topicArn, ...message }));
    await republish();
    for (const follower of [one, two]) {
      const [raw, ...events] = await follower.printed(3);
      expect(raw).toBe(body);
      expect(events.map((line) => JSON.parse(line).subject).toSorted()).toEqual(['CCO-1', 'tweed-1']);
    }
    await Promise.all([one.end(), two.end()]);
  }, 120_000);

  it('lets only the topic send to its queue, and keeps events for a minute', async () => {
    const follower = await startFollower('--follow');
    const [QueueUrl] = await followerQueues();
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await merchant.sqs.send(ask);
    expect(Attributes).toMatchObject({ FifoQueue: 'true', MessageRetentionPeriod: '60' });
    expect(JSON.parse(Attributes['Policy'] ?? '').Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: Attributes['QueueArn'],
        Condition: { ArnEquals: { 'aws:SourceArn': merchant.topicArn } },
      },
    ]);
    await follower.end();
  }, 120_000);

  it.each([
    [['--type', 'checkout.succeeded'], ['CCO-1']],
    [['--provider', 'tweed'], ['tweed-1']],
    [['--type', 'checkout.succeeded', '--provider', 'tweed'], []],
  ])(
    '%j: prints those only',
    async (args, subjects) => {
      const follower = await startFollower('--for', '3s', '--json', ...args);
      await republish();
      expect(await follower.exited).toEqual([0, null]);
      expect(follower.lines.map((line) => JSON.parse(line).subject)).toEqual(subjects);
    },
    30_000,
  );

  it('--count ends it, also in the middle of what came together', async () => {
    const follower = await startFollower('--count', '1');
    await republish();
    expect(await follower.exited).toEqual([0, null]);
    expect(follower.lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d {2}(succeeded|pending) +\S+ {2}republished/),
    ]);
    await nothingIsLeft();
  }, 120_000);

  it.each([[[]], [['--json']]])('without a way to end: says what to do (%j)', async (args) => {
    const { code, stdout, stderr } = await checkoutsHere(['events', ...args], cli.environment);
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).toContain('Add --follow to show them from now on');
  });
});

describe('A follower leaves nothing behind', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'after %s, with exit code 0',
    async (signal) => {
      const follower = await startFollower('--follow');
      expect(await followerQueues()).toHaveLength(1);
      expect(await followerSubscriptions()).toHaveLength(1);
      expect(await follower.end(signal)).toEqual([0, null]);
      await nothingIsLeft();
    },
    30_000,
  );

  it('after its reader has left, as head does', async () => {
    const command = `${executable} events --follow --json | head -1`;
    const child = spawn('sh', ['-c', command], { env: { ...process.env, ...cli.environment } });
    const exited = once(child, 'exit');
    child.stderr.resume();
    await eventually(followerSubscriptions, ({ length }) => length === 1);
    const printing = setInterval(() => void republish('CCO-1'), 500);
    await exited;
    clearInterval(printing);
    await nothingIsLeft();
  }, 120_000);

  it('when it was killed: the next one removes it after an hour, and not before', async () => {
    const killed = await startFollower('--follow');
    await killed.end('SIGKILL');
    const [QueueUrl] = await followerQueues();
    await checkouts(['events', '--for', '1s'], cli.environment);
    expect(await followerQueues()).toEqual([QueueUrl]);

    const followedAt = new Date(Date.now() - HOUR_MS - 1_000).toISOString();
    await merchant.sqs.send(new TagQueueCommand({ QueueUrl, Tags: { followedAt } }));
    await checkouts(['events', '--for', '1s'], cli.environment);
    await nothingIsLeft();
  }, 120_000);
});
