/** `deploy` and `remove` must stop before they do harm, and say what to do. */

import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { takenNamesProblem, waitingWebhooksProblem } from '../../deploy/account/retained-names.ts';
import { retainedQueues } from '../../deploy/account/retained-queues.ts';
import type { StageAccount } from '../../deploy/account/stage-account.ts';
import KeepWebhooks from '../../deploy/keep-webhooks.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { compileTemplate } from './compiled-template.ts';

const TABLE = 'checkout-webhooks-prod';
const DELIVERIES = 'https://sqs.example.com/1/checkout-webhooks-prod-deliveries';
const LETTERS = 'https://sqs.example.com/1/checkout-webhooks-prod-dead-letters';
const everything = [TABLE, DELIVERIES, LETTERS];
const queues = ['checkout-webhooks-prod-deliveries', 'checkout-webhooks-prod-dead-letters'];

const template = JSON.parse((await compileTemplate(['--stage', 'test'])).text);

interface Parts {
  /** The ids of all that exists. */
  readonly exists: readonly string[];
  /** The ids of what belongs to the stack. */
  readonly inStack?: readonly string[];
  readonly waiting?: number;
}

const accountWith = ({ exists, inStack = [], waiting = 0 }: Parts): StageAccount => ({
  stackResources: async () => new Set(inStack),
  hasTable: async (name) => exists.includes(name),
  queueUrl: async (name) => exists.find((id) => id.endsWith(`/${name}`)),
  messagesIn: async () => waiting,
});

describe('A deployment', () => {
  it.each([
    ['nothing of the stage exists', []],
    ['all that exists belongs to the stack', everything],
  ])('goes on if %s', async (_what, exists) => {
    expect(await takenNamesProblem(accountWith({ exists, inStack: exists }), 'prod', queues)).toBeUndefined();
  });

  it('goes on if the stack has the queues under another host name, as after an import', async () => {
    const inStack = [TABLE, ...[DELIVERIES, LETTERS].map((url) => url.replace('sqs.', 'queue.'))];
    expect(
      await takenNamesProblem(accountWith({ exists: everything, inStack }), 'prod', queues),
    ).toBeUndefined();
  });

  it('is refused if an earlier one left the table and the queues, and names all of them', async () => {
    const problem = await takenNamesProblem(accountWith({ exists: everything }), 'prod', queues);
    expect(problem).toMatch(/^Stage "prod" cannot be deployed, and nothing was changed\./);
    expect(problem).toContain(
      'the table checkout-webhooks-prod, the queue checkout-webhooks-prod-deliveries, ' +
        'the queue checkout-webhooks-prod-dead-letters.',
    );
    expect(problem).toContain('see docs/remove-restore-move.md');
  });

  it('is refused for one name alone, also if the stack exists', async () => {
    const account = accountWith({ exists: everything, inStack: [TABLE, LETTERS, 'a-bucket'] });
    const problem = await takenNamesProblem(account, 'prod', queues);
    expect(problem).toContain(
      'they may hold payments or events: the queue checkout-webhooks-prod-deliveries.',
    );
  });
});

describe('The queues that a deployment needs', () => {
  const notifies = (url: string) => ({ 'Fn::Not': [{ 'Fn::Equals': [url, ''] }] });

  it.each([
    ['by default', {}, ['unreadable-changes']],
    ['without publishing', { Publishes: { 'Fn::Equals': ['off', 'on'] } }, []],
    [
      'with an endpoint',
      { Notifies: { 'Fn::And': [{ Condition: 'Publishes' }, notifies('https://shop.example/')] } },
      ['unreadable-changes', 'notify.fifo', 'notify-dead-letters.fifo'],
    ],
  ])('%s are the two of the webhooks and those of what is switched on', (_when, conditions, names) => {
    const compiled = { ...template, Conditions: { ...template.Conditions, ...conditions } };
    const expected = ['deliveries', 'dead-letters', ...names];
    expect(retainedQueues(compiled)).toEqual(expected.map((name) => `checkout-webhooks-test-${name}`));
  });

  it('cannot be found in a template with a condition of another form', () => {
    const Resources = { Queue: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Retain', Condition: 'Odd' } };
    expect(() => retainedQueues({ Conditions: { Odd: { 'Fn::Or': [] } }, Resources })).toThrow();
  });
});

describe('The removal of a stage', () => {
  it('is refused while webhooks wait that were acknowledged and not applied', async () => {
    const problem = await waitingWebhooksProblem(accountWith({ exists: everything, waiting: 3 }), 'prod');
    expect(problem).toMatch(/^Stage "prod" was not removed\. About 3 webhooks wait in its delivery queue\./);
    expect(problem).toContain('npx checkout-webhooks drain --stage prod');
  });

  it.each([
    ['the queue is empty', everything],
    ['there is no queue', []],
  ])('goes on if %s', async (_what, exists) => {
    expect(await waitingWebhooksProblem(accountWith({ exists }), 'prod')).toBeUndefined();
  });
});

class RefusedBySls extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

describe('The plugin', () => {
  it('counts waiting and received messages in the queue itself, before Serverless removes anything', async () => {
    const server = await startFauxqs({ port: 0, logger: false });
    onTestFinished(() => server.stop());
    const endpoint = `http://127.0.0.1:${server.port}`;
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
    const config = localClient(endpoint, 'us-east-1');
    const client = new SQSClient(config);
    const { hooks } = new KeepWebhooks({
      service: { provider: {} },
      classes: { Error: RefusedBySls },
      getProvider: () => ({
        getStage: () => 'prod',
        getAwsSdkV3Config: async () => ({ region: 'us-east-1', credentials: config.credentials }),
      }),
    });
    const remove = async () => hooks['before:remove:remove']?.();

    expect(await remove()).toBeUndefined();
    const { queueName } = server.createQueue('checkout-webhooks-prod-deliveries');
    const QueueUrl = `${endpoint}/000000000000/${queueName}`;
    expect(await remove()).toBeUndefined();
    for (const MessageBody of ['one', 'two'])
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, VisibilityTimeout: 60 }));
    await expect(remove()).rejects.toMatchObject({
      code: 'WEBHOOKS_WAIT',
      message: expect.stringContaining('About 2 webhooks wait'),
    });
    client.destroy();
    vi.unstubAllEnvs();
  });
});
