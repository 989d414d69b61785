/** An operator publishes rows again on a real stack, and a merchant's queue on the topic receives them. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteTopicCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTarget } from '../../../cli/stage/target.ts';
import { dynamodbCheckoutStore } from '../../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { anEntry } from '../../checkout/entry-builder.ts';
import { type CliStack, deliver, startCliStack, waitForRow } from '../cli-stack.ts';
import { type MerchantQueue, subscribeMerchant } from '../merchant-queue.ts';
import { checkouts, checkoutsHere, executable } from '../run-checkouts.ts';

let cli: CliStack;
let merchant: MerchantQueue;
let middle: string;
beforeAll(async () => {
  cli = await startCliStack();
  merchant = await subscribeMerchant(cli, 'merchant');
  await deliver(cli, inqud, 'CCO-1', 'NEW', '2026-01-01T10:00:00Z');
  await waitForRow(cli, 'CCO-1', 1);
  await deliver(cli, inqud, 'CCO-1', 'SUCCESS', '2026-01-01T10:05:00Z');
  await waitForRow(cli, 'CCO-1', 2);
  middle = new Date().toISOString();
  // The state began long ago, and the webhook came now.
  await deliver(cli, inqud, 'CCO-2', 'EXPIRED', '2026-01-01T09:00:00Z');
  await deliver(cli, tweed, 'tweed-1', 'DONE');
  await waitForRow(cli, 'CCO-2', 1);
  await waitForRow(cli, 'tweed-1', 1);
  await merchant.take();
}, 120_000);
afterAll(async () => {
  merchant.close();
  await cli.stack.stop();
});

const republish = (...args: readonly string[]) => checkoutsHere(['republish', ...args], cli.environment);
const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const subjectsOf = (events: readonly ChangeEvent[]) => events.map(({ subject }) => subject).toSorted();

describe('checkouts republish', () => {
  it('publishes how a checkout is now', async () => {
    const { code, stdout } = await republish('CCO-1', '--json');
    expect(code).toBe(0);
    const [event, ...others] = await merchant.take();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      source: 'urn:checkout-webhooks:dev:inqud:CCO-1',
      type: 'checkout.succeeded',
      sequence: '0000000002',
      republished: true,
      data: { state: 'succeeded', status: 'SUCCESS', previous: null },
    });
    expect(linesOf(stdout)).toEqual([
      {
        checkoutId: 'CCO-1',
        provider: 'inqud',
        outcome: 'published',
        eventId: event?.id,
        sequence: '0000000002',
        state: 'succeeded',
      },
      { published: 1, gone: 0, unreadable: 0, left: 0 },
    ]);
  });

  it('a second run within five minutes arrives too, with the same ids and bodies', async () => {
    await republish('CCO-1');
    const first = await merchant.take();
    await republish('CCO-1');
    expect(first).toHaveLength(1);
    expect(await merchant.take()).toEqual(first);
  });

  it.each([
    ['every checkout', [], ['CCO-1', 'CCO-2', 'tweed-1']],
    ['those in a state', ['--state', 'expired'], ['CCO-2']],
    ['those of a provider', ['--provider', 'tweed'], ['tweed-1']],
    ['those with a webhook within an age', ['--since', '1h'], ['CCO-1', 'CCO-2', 'tweed-1']],
    ['some by id, each once', ['tweed-1', 'CCO-1', 'tweed-1'], ['CCO-1', 'tweed-1']],
  ])('%s', async (_what, args, subjects) => {
    const { code, stdout } = await republish(...args);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${subjects.length} checkout${subjects.length === 1 ? '' : 's'} published.\n`,
    });
    expect(subjectsOf(await merchant.take())).toEqual(subjects);
  });

  it('--since goes by when the webhook came, and not by when the state began', async () => {
    await republish('--since', middle);
    expect(subjectsOf(await merchant.take())).toEqual(['CCO-2', 'tweed-1']);
  });

  it('reads ids from standard input, in the executable', async () => {
    const input = 'CCO-1\n\n  tweed-1\n';
    const { code, stdout, stderr } = await checkouts(['republish', '-'], cli.environment, input);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '2 checkouts published.\n', stderr: '' });
    expect(subjectsOf(await merchant.take())).toEqual(['CCO-1', 'tweed-1']);
  });

  it('publishes no more than --rate per second', async () => {
    const begun = performance.now();
    await republish('--rate', '2');
    expect(performance.now() - begun).toBeGreaterThan(950);
    await merchant.take();
  });
});

describe('checkouts republish says what is wrong', () => {
  it('no such checkout', async () => {
    const { code, stdout } = await republish('CCO-none', '--json');
    expect(code).toBe(1);
    expect(linesOf(stdout)[0].error.code).toBe('not_found');
  });

  it('ids that are empty, from standard input, are not every checkout', async () => {
    const { code } = await checkouts(['republish', '-'], cli.environment, '\n');
    expect(code).toBe(1);
    expect(await merchant.take()).toEqual([]);
  });

  it('a stage without --yes', async () => {
    const { code, stdout } = await republish('--stage', 'prod', '--json');
    expect(code).toBe(2);
    expect(linesOf(stdout)[0].error.code).toBe('unconfirmed');
  });

  it.each([
    ['a time that is none', ['--since', 'noon'], 'invalid_argument'],
    ['a cursor beside ids', ['CCO-1', '--cursor', 'abc'], 'wrong_usage'],
    ['a cursor from elsewhere', ['--cursor', 'abc'], 'invalid_cursor'],
  ])('%s', async (_what, args, expected) => {
    const { code, stdout } = await republish(...args, '--json');
    expect(code).toBe(2);
    expect(linesOf(stdout)[0].error.code).toBe(expected);
  });
});

describe('Beside live traffic and interruptions', () => {
  /** The receiver of docs/events.md: applies what has a greater sequence than the last that it applied. */
  function stateAfter(events: readonly ChangeEvent[], subject: string): string | undefined {
    let applied: ChangeEvent | undefined;
    for (const event of events)
      if (event.subject === subject && event.sequence > (applied?.sequence ?? '')) applied = event;
    return applied?.data.state;
  }

  it('a receiver ends with the state of the row, and one id has one body', async () => {
    const lives = Array.from({ length: 3 }, (_, index) => `CCO-live-${index}`);
    const traffic = Promise.all(
      lives.map(async (id) => {
        for (const [minute, status] of ['NEW', 'PAYMENT_DETECTED', 'SUCCESS'].entries())
          await deliver(cli, inqud, id, status, `2026-01-01T10:0${minute}:00Z`);
      }),
    );
    for (let run = 0; run < 3; run += 1) await republish('--rate', '500');
    await traffic;
    for (const id of lives) await waitForRow(cli, id, 3);
    await republish('--rate', '500');
    const events = await merchant.take();
    for (const id of lives) expect(stateAfter(events, id)).toBe('succeeded');
    for (const same of Map.groupBy(events, ({ id }) => id).values())
      expect(new Set(same.map((event) => JSON.stringify(event))).size).toBe(1);
  }, 120_000);

  it('an interrupted run says how to go on, and both together publish every row', async () => {
    await fillTable(320);
    const args = ['republish', '--rate', '200', '--json'];
    const child = spawn(executable, args, { env: { ...process.env, ...cli.environment } });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 265) child.kill('SIGINT');
    }
    expect(await exited).toEqual([1, null]);
    const [error, summary, ...rows] = lines.map((line) => JSON.parse(line)).toReversed();
    expect(error.error).toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining('Go on with'),
    });
    expect(summary.published).toBe(rows.length);
    expect(summary.left).toBeGreaterThan(0);

    const { code } = await republish('--cursor', summary.cursor, '--rate', '1000');
    expect(code).toBe(0);
    const repeated = (await merchant.take()).filter(({ republished }) => republished);
    expect(new Set(subjectsOf(repeated)).size).toBe(summary.published + summary.left);
  }, 120_000);

  it('a topic that is gone: what was not published, and exit code 3', async () => {
    await merchant.sns.send(new DeleteTopicCommand({ TopicArn: merchant.topicArn }));
    const { code, stderr } = await republish('CCO-1');
    expect(code).toBe(3);
    expect(stderr).toContain('1 left. Run the command again, from CCO-1 on.');
  });
});

/** Writes rows straight into the table. */
async function fillTable(count: number): Promise<void> {
  const { dynamodb, stackName } = localTarget(cli.environment);
  const client = new DynamoDBClient(dynamodb);
  const store = dynamodbCheckoutStore(client, { TABLE_NAME: stackName, RETENTION_DAYS: 0 });
  const signal = () => AbortSignal.timeout(60_000);
  const ids = Array.from({ length: count }, (_, index) => `CCO-filled-${index}`);
  await Promise.all(
    ids.map((checkoutId) => store.advance({ checkoutId, provider: 'inqud' }, [anEntry()], signal())),
  );
  client.destroy();
}
