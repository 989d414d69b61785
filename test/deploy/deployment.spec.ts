/**
 * Deploys the service with `serverless deploy` to an AWS API server on this machine, and lives a life with it: webhooks
 * over its HTTP API, dead letters, a rotation, settings, a rollback, a removal. The functions run with the credentials of
 * their roles. docs/reliability.md says what such a server does not show.
 */

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { DeployedService } from './deployed-service.ts';
import { type OutgoingWebhook, post, webhook } from './signed-webhooks.ts';
import { Traffic } from './traffic.ts';

const fixture = (path: string): string => readFileSync(`test/fixtures/${path}`, 'utf8');
const secrets = { inqud: 'inqud-deployed-secret', tweed: 'tweed-deployed-secret' };
const ALARM_EMAIL = '--param=alarmEmail=on-call@example.com';
const MAX_BODY_BYTES = 262_144;
const SECONDS_30 = { timeout: 30_000, interval: 500 };

const Urls = z.object({ items: z.array(z.object({ provider: z.string(), url: z.string() })) });
const Letters = z.object({
  items: z.array(
    z.object({ id: z.string(), reason: z.string().nullish(), checkoutId: z.string().nullish() }),
  ),
});
const FunctionList = z.object({ Functions: z.array(z.unknown()) });
const Mappings = z.object({ EventSourceMappings: z.array(z.unknown()) });
const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

let service: DeployedService;
let firstOutput = '';
/** The URL for the webhooks of each provider. */
let urls: { readonly inqud: string; readonly tweed: string };
/** Everything that the CLI printed. */
let printed = '';

/** Runs our CLI, which must succeed. @returns its standard output */
async function checkouts(args: readonly string[], input = ''): Promise<string> {
  const { code, output, stdout } = await service.checkouts(args, input);
  printed += output;
  expect(code, `checkouts ${args.join(' ')}: ${output}`).toBe(0);
  return stdout;
}

const inqud = (body: string | Uint8Array, secret: string | undefined = secrets.inqud): OutgoingWebhook =>
  webhook(urls.inqud, body, secret);
const tweed = (body: string): OutgoingWebhook => webhook(urls.tweed, body, secrets.tweed);
const newCheckout = (id: string, status = 'NEW'): string =>
  JSON.stringify({ id, status, createdAt: '2026-01-01T00:00:00Z' });

/** The row of a checkout as our CLI prints it, as soon as it is there. */
const rowOf = (checkoutId: string): Promise<unknown> =>
  vi.waitFor(async () => JSON.parse(await checkouts(['get', checkoutId, '--json'])), SECONDS_30);
const letters = async () => Letters.parse(JSON.parse(await checkouts(['dlq', 'list', '--json']))).items;

async function variablesOf(name: 'ingest' | 'consume') {
  const command = ['lambda', 'get-function-configuration', '--function-name', `${service.stackName}-${name}`];
  return Variables.parse(await service.aws(...command)).Environment.Variables;
}

/** Returns the event source mappings of a function. */
async function mappingsOf(name: string): Promise<readonly unknown[]> {
  const command = ['lambda', 'list-event-source-mappings', '--function-name', `${service.stackName}-${name}`];
  return Mappings.parse(await service.aws(...command)).EventSourceMappings;
}

beforeAll(async () => {
  service = await DeployedService.begin('test');
  firstOutput = await service.serverless('deploy', ALARM_EMAIL);
  const { items } = Urls.parse(JSON.parse(await checkouts(['url', '--json'])));
  const urlOf = (name: string) => items.find(({ provider }) => provider === name)?.url ?? '';
  urls = { inqud: urlOf('inqud'), tweed: urlOf('tweed') };
});
afterAll(() => service.end());

describe('`serverless deploy`', () => {
  it('deploys the stack, and prints what a user needs next', () => {
    expect(firstOutput).toContain(`Service deployed to stack ${service.stackName}`);
    expect(firstOutput).toContain(`InqudWebhookUrl: ${urls.inqud}`);
  });

  it('creates two functions with their environment and their limits', async () => {
    const functions = [
      { FunctionName: 'checkout-webhooks-test-ingest', Runtime: 'nodejs24.x', Timeout: 10, MemorySize: 256 },
      { FunctionName: 'checkout-webhooks-test-consume', Runtime: 'nodejs24.x', Timeout: 20, MemorySize: 512 },
    ].map((each) => expect.objectContaining(each));
    const { Functions } = FunctionList.parse(await service.aws('lambda', 'list-functions'));
    expect(Functions).toEqual(expect.arrayContaining(functions));
    expect(await variablesOf('ingest')).toMatchObject({ SECRETS_PREFIX: '/checkout-webhooks/test' });
    expect(await variablesOf('consume')).toMatchObject({
      TABLE_NAME: service.stackName,
      RETENTION_DAYS: '0',
    });
  });

  it('feeds consume from the queue, with partial batch responses and a maximum concurrency', async () => {
    expect(await mappingsOf('consume')).toMatchObject([
      {
        BatchSize: 10,
        EventSourceArn: expect.stringMatching(/:checkout-webhooks-test-deliveries$/),
        FunctionArn: expect.stringMatching(/:checkout-webhooks-test-consume$/),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      },
    ]);
  });

  it('feeds publish from the stream of the table', async () => {
    expect(await mappingsOf('publish')).toMatchObject([
      {
        BatchSize: 100,
        EventSourceArn: expect.stringMatching(/:table\/checkout-webhooks-test\/stream\//),
        FunctionArn: expect.stringMatching(/:checkout-webhooks-test-publish$/),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    ]);
  });

  it('keeps messages in the queue for longer than any outage, and gives up after a thousand tries', async () => {
    const { QUEUE_URL = '' } = await variablesOf('ingest');
    const command = ['sqs', 'get-queue-attributes', '--attribute-names', 'All', '--queue-url', QUEUE_URL];
    expect(await service.aws(...command)).toMatchObject({
      Attributes: {
        VisibilityTimeout: '120',
        MessageRetentionPeriod: '864000',
        RedrivePolicy: expect.stringMatching(/dead-letters.*"maxReceiveCount":\s*1000/),
      },
    });
  });

  it('creates the table with its indexes, protected against deletion', async () => {
    expect(await service.aws('dynamodb', 'describe-table', '--table-name', service.stackName)).toMatchObject({
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

  it('subscribes the person on call, in the template, where a rollback finds the address', async () => {
    const template = await service.aws('cloudformation', 'get-template', '--stack-name', service.stackName);
    expect(JSON.stringify(template)).toContain('on-call@example.com');
    expect(await service.aws('sns', 'list-subscriptions')).toMatchObject({
      Subscriptions: [{ Protocol: 'email', Endpoint: 'on-call@example.com' }],
    });
  });
});

describe('The deployed HTTP API', () => {
  it('refuses every webhook until a secret is set, so that the provider retries', async () => {
    expect(await post(inqud(fixture('inqud/cco-new.json')))).toBe('503 no_secret');
  });

  it('accepts webhooks once `checkouts secret set` has written the secret, without a deployment', async () => {
    for (const [provider, secret] of Object.entries(secrets))
      await checkouts(['secret', 'set', provider], `${secret}\n`);
    const accepted = async () => expect(await post(inqud(fixture('inqud/cco-new.json')))).toBe('200 queued');
    await vi.waitFor(accepted, SECONDS_30);
  });

  it.each([
    ['an unsigned webhook', () => webhook(urls.inqud, newCheckout('CCO-no')), '401 unauthorized'],
    ['a forged webhook', () => inqud(newCheckout('CCO-no'), 'another-secret'), '401 unauthorized'],
    ['an unknown provider', () => webhook(`${urls.inqud}x`, '{}'), '404 unknown_provider'],
    ['another path', () => webhook(`${urls.inqud}/more`, '{}'), '404 Not Found'],
    ['a body that is too large', () => inqud('x'.repeat(MAX_BODY_BYTES + 1)), '413 too_large'],
  ])('answers %s', async (_what, aWebhook, answer) => {
    expect(await post(aWebhook())).toBe(answer);
  });

  it('has no other method', async () => {
    expect((await fetch(urls.inqud)).status).toBe(404);
  });

  const bom = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
  const largest = (): string => {
    const [start, end] = [
      '{"id":"CCO-largest","status":"NEW","createdAt":"2026-01-01T00:00:00Z","more":"',
      '"}',
    ];
    return start + 'x'.repeat(MAX_BODY_BYTES - start.length - end.length) + end;
  };
  const withHeaders = (body: string, change: (headers: Record<string, string>) => void): OutgoingWebhook => {
    const outgoing = inqud(body);
    const headers = { ...outgoing.headers };
    change(headers);
    return { ...outgoing, headers };
  };

  it.each([
    ['CCO-bom', () => inqud(bom(newCheckout('CCO-bom')))],
    ['CCO-largest', () => inqud(largest())],
    [
      'CCO-base64',
      () =>
        withHeaders(newCheckout('CCO-base64'), (headers) => {
          headers['content-type'] = 'application/octet-stream';
        }),
    ],
    [
      'CCO-untyped',
      () =>
        withHeaders(newCheckout('CCO-untyped'), (headers) => {
          delete headers['content-type'];
        }),
    ],
  ])('accepts the body of %s, and the row is right', async (checkoutId, aWebhook) => {
    expect(await post(aWebhook())).toBe('200 queued');
    expect(await rowOf(checkoutId)).toMatchObject({ checkoutId, status: 'NEW', state: 'pending' });
  });

  it('turns the documented webhooks of both providers into rows, including repeated and late ones', async () => {
    for (const path of ['inqud/cco-success.json', 'inqud/cco-new.json', 'inqud/orco-pending.json'])
      expect(await post(inqud(fixture(path)))).toBe('200 queued');
    for (const path of ['tweed/done.json', 'tweed/flat.json', 'tweed/done.json'])
      expect(await post(tweed(fixture(path)))).toBe('200 queued');
  });

  it('does not let an older webhook that arrives late change the row', async () => {
    for (const status of ['SUCCESS', 'PENDING']) {
      expect(await post(inqud(newCheckout('CCO-late', status)))).toBe('200 queued');
      await rowOf('CCO-late');
    }
    await sleep(1_000);
    expect(await rowOf('CCO-late')).toMatchObject({ status: 'SUCCESS', state: 'succeeded' });
  });

  it.each([
    ['CCO-8c4df2e6-8c0d-4fa6-bba8-4943038dd5c5', 'inqud', 'SUCCESS', 'succeeded', '99.46291000000000000001'],
    ['ORCO-979d6f5d-f26b-4943-bc4f-eabc65787c6c', 'inqud', 'PENDING', 'pending', '90'],
    ['aa96176f-1136-4716-9213-8f5ec43ffa81', 'tweed', 'DONE', 'succeeded', '10.55'],
  ])('and the row of %s is right', async (checkoutId, provider, status, state, amount) => {
    const isRight = async () =>
      expect(await rowOf(checkoutId)).toMatchObject({ provider, status, state, amount });
    await vi.waitFor(isRight, SECONDS_30);
  });
});

describe('Trouble', () => {
  it('a message that can never succeed becomes a dead letter with its reason, and comes back after a redrive', async () => {
    expect(await post(inqud('{"id":"CCO-poison"}'))).toBe('200 queued');
    const [letter] = await vi.waitFor(async () => {
      const found = await letters();
      expect(found).toMatchObject([{ reason: expect.stringContaining('unexpected_shape') }]);
      return found;
    }, SECONDS_30);
    expect(await checkouts(['dlq', 'show', letter?.id ?? '', '--body'])).toContain('CCO-poison');
    await checkouts(['dlq', 'redrive']);
    await vi.waitFor(async () => expect(await letters()).toHaveLength(1), SECONDS_30);
    await checkouts(['dlq', 'drop', '--all', '--yes']);
    expect(await letters()).toEqual([]);
  });

  it('a webhook that consume cannot write is retried, becomes a dead letter, and is applied by a redrive', async () => {
    const right = await variablesOf('consume');
    await hurryRetries();
    await setVariables({ ...right, TABLE_NAME: 'a-table-that-does-not-exist' });
    try {
      expect(await post(inqud(newCheckout('CCO-retried')))).toBe('200 queued');
      const isBuried = async () => expect(await letters()).toMatchObject([{ checkoutId: 'CCO-retried' }]);
      await vi.waitFor(isBuried, { timeout: 60_000, interval: 1_000 });
    } finally {
      await setVariables(right);
    }
    await checkouts(['dlq', 'redrive']);
    expect(await rowOf('CCO-retried')).toMatchObject({ status: 'NEW' });
    expect(await letters()).toEqual([]);
  });

  it('a rotation under traffic loses nothing, and the old secret can be revoked', async () => {
    const traffic = new Traffic(urls.inqud, secrets.inqud, 'CCO-rotated-', 60);
    await sleep(2_000);
    await checkouts(['secret', 'rotate', 'inqud'], 'inqud-next-secret\n');
    traffic.secret = 'inqud-next-secret';
    await sleep(3_000);
    await checkouts(['secret', 'revoke', 'inqud', '--yes']);
    await sleep(2_000);
    await expectAllApplied(await traffic.stop(), 'CCO-rotated-');
    secrets.inqud = 'inqud-next-secret';
  });
});

describe('Operation', () => {
  it('a second deployment finds nothing to change', async () => {
    expect(await service.serverless('deploy', ALARM_EMAIL)).toContain('No changes to deploy');
  });

  it('a wrong setting is refused, and nothing is changed', async () => {
    const attempt = service.serverless('deploy', '--param=retentionDays=-1', '--param=retentonDays=3');
    await expect(attempt).rejects.toThrow(/nothing was deployed:\s+retentionDays: .*\s+.*"retentonDays"/);
    expect(await variablesOf('consume')).toMatchObject({ RETENTION_DAYS: '0' });
  });

  it('a changed setting and a rollback lose nothing of the traffic meanwhile', async () => {
    const traffic = new Traffic(urls.inqud, secrets.inqud, 'CCO-deployed-', 500);
    await service.serverless('deploy', ALARM_EMAIL, '--param=retentionDays=400');
    expect(await variablesOf('consume')).toMatchObject({ RETENTION_DAYS: '400' });
    await checkouts(['rollback', '--yes']);
    expect(await variablesOf('consume')).toMatchObject({ RETENTION_DAYS: '0' });
    await expectAllApplied(await traffic.stop(), 'CCO-deployed-');
  });

  it('the functions have printed no secret, no body and no header in all these tests', async () => {
    const logs = await Promise.all(['ingest', 'consume'].map(logOf));
    const codes = new Set([...logs.join('\n').matchAll(/"code":"(\w+)"/g)].map(([, code]) => code));
    expect([...codes]).toEqual(expect.arrayContaining(['event_advanced', 'event_duplicate', 'event_late']));
    const leaks = ['deployed-secret', 'next-secret', 'sha256=', 'tesetest@test', 'merchantDomain'];
    const texts = [...logs, printed, service.serverLog()];
    expect(leaks.filter((leak) => texts.some((text) => text.includes(leak)))).toEqual([]);
  });

  it('`serverless remove` keeps the table and both queues, and the next deployment says that their names are taken', async () => {
    expect(await service.serverless('remove')).toContain('successfully removed');
    expect(await service.aws('lambda', 'list-functions')).toEqual({ Functions: [] });
    expect(await service.aws('dynamodb', 'list-tables')).toEqual({ TableNames: [service.stackName] });
    expect(await service.aws('sqs', 'list-queues')).toMatchObject({
      QueueUrls: expect.arrayContaining([
        expect.stringMatching('checkout-webhooks-test-dead-letters$'),
        expect.stringMatching('checkout-webhooks-test-deliveries$'),
      ]),
    });
    expect(await rowOf('aa96176f-1136-4716-9213-8f5ec43ffa81')).toMatchObject({ state: 'succeeded' });
    await expect(service.serverless('deploy')).rejects.toThrow('nothing was changed');
  });
});

async function setVariables(variables: Readonly<Record<string, string>>): Promise<void> {
  const name = `${service.stackName}-consume`;
  const environment = JSON.stringify({ Variables: variables });
  await service.aws(
    ...['lambda', 'update-function-configuration', '--function-name', name, '--environment', environment],
  );
}

/** Shortens the time between two tries to a second, and gives up after two. */
async function hurryRetries(): Promise<void> {
  const { QUEUE_URL = '' } = await variablesOf('ingest');
  const read = [
    'sqs',
    'get-queue-attributes',
    '--queue-url',
    QUEUE_URL,
    '--attribute-names',
    'RedrivePolicy',
  ];
  const Policy = z.object({ Attributes: z.object({ RedrivePolicy: z.string() }) });
  const { RedrivePolicy } = Policy.parse(await service.aws(...read)).Attributes;
  const policy = JSON.stringify({ ...JSON.parse(RedrivePolicy), maxReceiveCount: 2 });
  const attributes = JSON.stringify({ VisibilityTimeout: '1', RedrivePolicy: policy });
  await service.aws('sqs', 'set-queue-attributes', '--queue-url', QUEUE_URL, '--attributes', attributes);
}

async function expectAllApplied(traffic: { sent: number; lost: number; refused: number }, prefix: string) {
  process.stdout.write(
    `${prefix}: ${traffic.sent} webhooks sent, ${traffic.refused} refused and sent again, ${traffic.lost} lost\n`,
  );
  expect(traffic.lost).toBe(0);
  const scan = [
    ...['dynamodb', 'scan', '--table-name', service.stackName, '--select', 'COUNT'],
    ...['--filter-expression', 'begins_with(checkoutId, :p)'],
    ...['--expression-attribute-values', JSON.stringify({ ':p': { S: prefix } })],
  ];
  const areThere = async () => expect(await service.aws(...scan)).toMatchObject({ Count: traffic.sent });
  await vi.waitFor(areThere, SECONDS_30);
}

async function logOf(name: string): Promise<string> {
  const group = `/aws/lambda/${service.stackName}-${name}`;
  const command = ['logs', 'filter-log-events', '--log-group-name', group, '--no-paginate'];
  return JSON.stringify(await service.aws(...command)).replaceAll('\\"', '"');
}
