import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { type CliStack, deliver, deliverBody, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const [inqud] = providers;

describe('drain', () => {
  let cli: CliStack;
  const drain = (...args: readonly string[]) => checkoutsHere(['drain', ...args], cli.environment);

  beforeAll(async () => {
    cli = await startCliStack();
  });
  afterAll(() => cli.stack.stop());

  it('ends when every accepted webhook has been handled', async () => {
    if (inqud) await deliver(cli, inqud, 'CCO-1', 'SUCCESS');
    const { code, stdout } = await drain('--quiet', '1s');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'The delivery queue of the local stack is empty. Every accepted webhook has been handled.\n',
    });
    await waitForRow(cli, 'CCO-1', 1);
  });

  it('says how many dead letters are left', async () => {
    if (inqud) await deliverBody(cli, inqud, '{"id":"CCO-2"}');
    const { code, stderr } = await drain('--quiet', '1s');
    expect(code).toBe(0);
    expect(stderr).toContain('1 dead letter left: npx checkout-webhooks dlq list');
  });

  it('fails with the number of webhooks that are left when the time is over', async () => {
    const client = new SQSClient({
      endpoint: cli.stack.sqsEndpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      useQueueUrlAsEndpoint: false,
    });
    const QueueUrl = `${cli.stack.sqsEndpoint}/000000000000/checkout-webhooks-dev-deliveries`;
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'not yet', DelaySeconds: 60 }));
    const { code, stdout } = await drain('--quiet', '1s', '--timeout', '2s', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      waiting: 1,
      error: { code: 'not_empty', message: expect.stringContaining('1 webhook left in the delivery queue') },
    });
  });
});
