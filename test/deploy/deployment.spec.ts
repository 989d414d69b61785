/**
 * Deploys the service with `serverless deploy` to an AWS API server on this machine (moto), and uses it. This finds
 * mistakes that only a deployment shows: in packaging, in names, in the order of resources. It does not show whether AWS
 * accepts the template; see docs/reliability.md for what no emulator shows.
 */

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coveredElsewhere } from './covered-elsewhere.ts';
import { type DeployedFunction, Deployment, STACK } from './deployed-stage.ts';
import { pump } from './queue-pump.ts';
import { rotateUnderTraffic } from './rotation.ts';
import { post, webhook } from './signed-webhooks.ts';

const fixture = (path: string): string => readFileSync(`test/fixtures/${path}`, 'utf8');
const secrets = { inqud: 'inqud-deployed-secret', tweed: 'tweed-deployed-secret' };
const ALARM_EMAIL = '--param=alarmEmail=on-call@example.com';
/** After this time a function looks for new secrets again. */
const REFRESH_MS = 5_100;

let deployment: Deployment;
let ingest: DeployedFunction;
let consume: DeployedFunction;
let queueUrl = '';
let firstOutput = '';
/** Everything that the CLI printed. */
let cliOutput = '';

const applyAll = () => pump(deployment.endpoint, queueUrl, consume);
const rowOf = (checkoutId: string) =>
  deployment.aws(
    ...['dynamodb', 'query', '--table-name', STACK, '--key-condition-expression', 'checkoutId = :id'],
    ...['--expression-attribute-values', JSON.stringify({ ':id': { S: checkoutId } })],
  );

beforeAll(async () => {
  deployment = await Deployment.begin();
  firstOutput = await deployment.serverless('deploy', ALARM_EMAIL);
  ingest = await deployment.runFunction('ingest');
  consume = await deployment.runFunction('consume');
  queueUrl = deployment.queueUrl((await deployment.variables('ingest'))['QUEUE_URL'] ?? '');
});
afterAll(() => deployment.end());

describe('`serverless deploy`', () => {
  it('deploys the stack', () => {
    expect(firstOutput).toContain(`Service deployed to stack ${STACK}`);
  });

  it('creates two functions with their environment and their limits', async () => {
    const answer = await deployment.aws('lambda', 'list-functions');
    expect(answer).toMatchObject({
      Functions: [
        { FunctionName: `${STACK}-ingest`, Runtime: 'nodejs24.x', Timeout: 10, MemorySize: 256 },
        { FunctionName: `${STACK}-consume`, Runtime: 'nodejs24.x', Timeout: 20, MemorySize: 512 },
      ],
    });
    expect(await deployment.variables('ingest')).toMatchObject({ SECRETS_PREFIX: '/checkout-webhooks/test' });
    expect(await deployment.variables('consume')).toMatchObject({ TABLE_NAME: STACK, RETENTION_DAYS: '0' });
  });

  it('feeds consume from the queue, with partial batch responses and a maximum concurrency', async () => {
    const answer = await deployment.aws('lambda', 'list-event-source-mappings');
    expect(answer).toMatchObject({
      EventSourceMappings: [
        {
          BatchSize: 10,
          EventSourceArn: expect.stringMatching(`:${STACK}-deliveries$`),
          FunctionArn: expect.stringMatching(`:${STACK}-consume$`),
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 10 },
        },
      ],
    });
  });

  it('connects the queue to the dead-letter queue', async () => {
    const command = ['sqs', 'get-queue-attributes', '--attribute-names', 'All', '--queue-url', queueUrl];
    expect(await deployment.aws(...command)).toMatchObject({
      Attributes: {
        VisibilityTimeout: '120',
        MessageRetentionPeriod: '864000',
        RedrivePolicy: expect.stringMatching(/dead-letters.*"maxReceiveCount":\s*1000/),
      },
    });
  });

  it('creates the table with its indexes, protected against deletion', async () => {
    expect(await deployment.aws('dynamodb', 'describe-table', '--table-name', STACK)).toMatchObject({
      Table: {
        DeletionProtectionEnabled: true,
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        KeySchema: [{ AttributeName: 'checkoutId' }, { AttributeName: 'provider' }],
        GlobalSecondaryIndexes: [
          { IndexName: 'byState' },
          { IndexName: 'byAttention' },
          { IndexName: 'byReference' },
        ],
      },
    });
  });

  it('has the address of the person on call in the template, where a rollback finds it', async () => {
    const template = await deployment.aws('cloudformation', 'get-template', '--stack-name', STACK);
    expect(JSON.stringify(template)).toContain('on-call@example.com');
    expect(await deployment.aws('cloudformation', 'describe-stacks', '--stack-name', STACK)).toMatchObject({
      Stacks: [{ Parameters: [] }],
    });
  });

  it('has another test for everything that this server skips', () => {
    expect(Object.keys(coveredElsewhere).toSorted()).toEqual([...deployment.skipped].toSorted());
  });
});

describe('The functions, run from the uploaded zip files', () => {
  beforeAll(() => deployment.stopPoller());

  it('refuse every webhook until a secret is set, so that the provider retries', async () => {
    const body = fixture('inqud/cco-new.json');
    expect(await post(ingest, webhook('inqud', body, secrets.inqud))).toBe('503 no_secret');
  });

  it('use the secret when `checkouts secret set` has written the parameter, without a deployment', async () => {
    for (const [provider, secret] of Object.entries(secrets))
      cliOutput += await deployment.checkouts(['secret', 'set', provider], `${secret}\n`);
    await sleep(REFRESH_MS);
    expect(await post(ingest, webhook('inqud', fixture('inqud/cco-new.json'), secrets.inqud))).toBe(
      '200 queued',
    );
    expect(await post(ingest, webhook('tweed', fixture('tweed/done.json'), secrets.tweed))).toBe(
      '200 queued',
    );
    expect(await post(ingest, webhook('tweed', fixture('tweed/done.json')))).toBe('401 unauthorized');
    expect(await applyAll()).toBe(2);
  });

  it('turn the documented webhooks of both providers into rows, including repeated and late ones', async () => {
    for (const path of ['inqud/cco-success.json', 'inqud/cco-new.json', 'inqud/orco-pending.json'])
      expect(await post(ingest, webhook('inqud', fixture(path), secrets.inqud))).toBe('200 queued');
    for (const path of ['tweed/done.json', 'tweed/flat.json', 'tweed/other-event.json'])
      expect(await post(ingest, webhook('tweed', fixture(path), secrets.tweed))).toBe('200 queued');
    expect(await applyAll()).toBe(6);
  });

  it.each([
    ['CCO-8c4df2e6-8c0d-4fa6-bba8-4943038dd5c5', 'inqud', 'SUCCESS', 'succeeded', '99.46291000000000000001'],
    ['ORCO-979d6f5d-f26b-4943-bc4f-eabc65787c6c', 'inqud', 'PENDING', 'pending', '90'],
    ['aa96176f-1136-4716-9213-8f5ec43ffa81', 'tweed', 'DONE', 'succeeded', '10.55'],
  ])('and the AWS CLI reads %s', async (checkoutId, provider, status, state, amount) => {
    expect(await rowOf(checkoutId)).toMatchObject({
      Count: 1,
      Items: [
        { provider: { S: provider }, status: { S: status }, state: { S: state }, amount: { S: amount } },
      ],
    });
  });

  it('put a message that can never succeed into the dead-letter queue, with the reason', async () => {
    expect(await post(ingest, webhook('inqud', '{"id":"CCO-1"}', secrets.inqud))).toBe('200 queued');
    expect(await applyAll()).toBe(1);
    const url = queueUrl.replace('deliveries', 'dead-letters');
    const letters = deployment.aws(
      'sqs',
      'receive-message',
      '--queue-url',
      url,
      '--message-attribute-names',
      'All',
      '--max-number-of-messages',
      '10',
    );
    // The first is the webhook above whose type no one knows.
    expect(await letters).toMatchObject({
      Messages: [
        {
          MessageAttributes: {
            provider: { StringValue: 'tweed' },
            reason: { StringValue: 'unknown_type' },
          },
        },
        { MessageAttributes: { provider: { StringValue: 'inqud' }, reason: { DataType: 'String' } } },
      ],
    });
  });

  it('lose nothing while the secret is rotated under traffic', async () => {
    const traffic = await rotateUnderTraffic(ingest, secrets.inqud, 'inqud-next-secret', {
      add: async (next) => {
        cliOutput += await deployment.checkouts(['secret', 'rotate', 'inqud'], `${next}\n`);
      },
      revoke: async () => {
        cliOutput += await deployment.checkouts(['secret', 'revoke', 'inqud', '--yes']);
      },
    });
    await applyAll();
    const scan = deployment.aws(
      ...['dynamodb', 'scan', '--table-name', STACK, '--select', 'COUNT'],
      ...['--filter-expression', 'begins_with(checkoutId, :p)'],
      ...['--expression-attribute-values', '{":p":{"S":"CCO-rotation-"}}'],
    );
    expect(await scan).toMatchObject({ Count: traffic.sent });
    process.stdout.write(
      `rotation: ${traffic.sent} webhooks sent, ${traffic.refused} refused and sent again, ${traffic.lost} lost\n`,
    );
    expect(traffic.lost).toBe(0);
  });

  it('have printed no secret, no body and no header in all these tests', async () => {
    const printed = [await ingest.stop(), await consume.stop(), cliOutput].join('\n');
    const codes = new Set([...printed.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code));
    expect([...codes]).toEqual(expect.arrayContaining(['event_advanced', 'event_duplicate', 'event_late']));
    const leaks = ['deployed-secret', 'next-secret', 'sha256=', 'tesetest@test', 'merchantDomain'];
    expect(leaks.filter((leak) => printed.includes(leak))).toEqual([]);
  });
});

describe('Afterwards', () => {
  it('a second deployment finds nothing to change', async () => {
    expect(await deployment.serverless('deploy', ALARM_EMAIL)).toContain('No changes to deploy');
  });

  it('a changed setting reaches the function', async () => {
    const output = await deployment.serverless('deploy', ALARM_EMAIL, '--param=retentionDays=400');
    expect(output).toContain('Service deployed');
    expect(await deployment.variables('consume')).toMatchObject({ RETENTION_DAYS: '400' });
  });

  it('a wrong setting is refused, and nothing is changed', async () => {
    const attempt = deployment.serverless('deploy', '--param=retentionDays=-1', '--param=retentonDays=3');
    await expect(attempt).rejects.toThrow(/nothing was deployed:\s+retentionDays: .*\s+.*"retentonDays"/);
    expect(await deployment.variables('consume')).toMatchObject({ RETENTION_DAYS: '400' });
  });

  it('`serverless remove` deletes everything except the table and the dead letters', async () => {
    expect(await deployment.serverless('remove')).toContain('successfully removed');
    expect(await deployment.aws('lambda', 'list-functions')).toEqual({ Functions: [] });
    expect(await deployment.aws('dynamodb', 'list-tables')).toEqual({ TableNames: [STACK] });
    expect(await deployment.aws('sqs', 'list-queues')).toEqual({
      QueueUrls: [expect.stringMatching(`${STACK}-dead-letters$`)],
    });
    expect(await rowOf('aa96176f-1136-4716-9213-8f5ec43ffa81')).toMatchObject({ Count: 1 });
  });

  // This server forgets the outputs of a stack that is created in two steps, as Serverless does it. So this stack is
  // created in one step, with outputs of the same names.
  it('`serverless info` prints what a user needs next, like a deployment at its end', async () => {
    const Outputs = { InqudWebhookUrl: { Value: 'https://api/inqud' }, Other: { Value: 'for programs' } };
    const body = JSON.stringify({ Resources: { Something: { Type: 'AWS::SNS::Topic' } }, Outputs });
    await deployment.aws('cloudformation', 'create-stack', '--stack-name', STACK, '--template-body', body);
    const printed = await deployment.serverless('info');
    expect(printed).toMatch(/^next:\s+InqudWebhookUrl: https:\/\/api\/inqud$/m);
    expect(printed).not.toContain('for programs');
  });
});
