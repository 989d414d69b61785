import { once } from 'node:events';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { tweed } from '../../../lib/providers/tweed.ts';
import { claimPorts, PortInUse, portOf } from '../../../local/emulators/claim-ports.ts';
import { startStack } from '../../../local/stack/stack.ts';
import { LOCAL_HOST, LOCAL_SECRET } from '../../../service/local-defaults.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { StackUnderTest } from './stack-under-test.ts';

const patience = { timeout: 15_000, interval: 50 };
const host = LOCAL_HOST;
const temporaryDirectory = () => mkdtemp(join(tmpdir(), 'stack-'));
const named = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `CCO-${name}-${index}`);

/** Most of the tests share this stack. Each uses its own checkouts. */
const dataDir = await temporaryDirectory();
const subject = await StackUnderTest.start({ dataDir, secrets: { inqud: [LOCAL_SECRET, 'old'], tweed: [] } });
const { stack } = subject;
afterAll(() => stack.stop());

const rowsAre = (checkoutIds: readonly string[], status = 'SUCCESS') =>
  vi.waitFor(async () => {
    expect(await subject.statuses(checkoutIds)).toEqual(checkoutIds.map(() => status));
  }, patience);

describe('On the local stack', () => {
  it('a signed webhook becomes a row', async () => {
    expect(await subject.deliver({ checkoutId: 'CCO-1' })).toMatchObject({
      status: 200,
      answer: { code: 'queued' },
    });
    await vi.waitFor(async () => {
      expect(await subject.row('CCO-1')).toMatchObject({
        provider: 'inqud',
        status: 'SUCCESS',
        state: 'succeeded',
        reference: 'order-1',
        history: [{ status: 'SUCCESS', outcome: 'advanced' }],
      });
    }, patience);
    await vi.waitFor(() => expect(subject.logged('event_advanced', 'CCO-1')).toBe(1), patience);
  });

  it('a forged webhook is refused and changes nothing', async () => {
    expect(await subject.deliver({ checkoutId: 'CCO-forged', secret: 'guessed' })).toMatchObject({
      status: 401,
    });
    await subject.deliver({ checkoutId: 'CCO-after' });
    await rowsAre(['CCO-after']);
    expect(await subject.row('CCO-forged')).toBeUndefined();
  });

  it('each provider has exactly the secrets that the options name', async () => {
    expect(await subject.deliver({ secret: 'old' })).toMatchObject({ status: 200 });
    expect(await subject.deliver({ provider: tweed, status: 'DONE', secret: LOCAL_SECRET })).toMatchObject({
      status: 503,
      answer: { code: 'no_secret' },
    });
  });

  it('a message that cannot be parsed becomes a dead letter with its reason, and nine others become rows', async () => {
    const nine = named('good', 9);
    const good = nine.map((checkoutId) => subject.deliver({ checkoutId }));
    const answers = await Promise.all([subject.deliver({ body: 'not JSON, but signed' }), ...good]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await rowsAre(nine);
    await vi.waitFor(() => expect(subject.logged('message_dead_lettered')).toBe(1), patience);
    const letters = await subject.deadLetters();
    expect(letters).toHaveLength(1);
    expect(letters[0]?.MessageAttributes?.['reason']?.StringValue).toMatch(/\w/);
  });
});

describe('While the queue is down', () => {
  it('nothing is acknowledged, and webhooks are accepted again when it is back', async () => {
    await stack.queue.stop();
    expect(await subject.deliver({ checkoutId: 'CCO-down' })).toMatchObject({
      status: 503,
      answer: { code: 'unavailable' },
    });
    await stack.queue.start();
    expect(await subject.deliver({ checkoutId: 'CCO-down' })).toMatchObject({ status: 200 });
    await rowsAre(['CCO-down']);
  });
});

describe('While the table is down', () => {
  it('webhooks are acknowledged, and all of them are applied when it is back', async () => {
    const twelve = named('waiting', 12);
    await subject.deliver({ checkoutId: 'CCO-before' });
    await rowsAre(['CCO-before']);
    await stack.table.stop();
    const before = subject.logged('message_failed');
    const answers = await Promise.all(twelve.map((checkoutId) => subject.deliver({ checkoutId })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await vi.waitFor(() => expect(subject.logged('message_failed')).toBeGreaterThan(before), patience);
    await stack.table.start();
    await rowsAre(['CCO-before', ...twelve]);
    expect(await subject.deadLetters()).toEqual([]);
  });
});

describe('Stopping', () => {
  it('takes less than 2 s, closes all ports, and keeps rows and messages in the data directory', async () => {
    await stack.table.stop();
    const before = subject.logged('message_failed');
    await subject.deliver({ checkoutId: 'CCO-message' });
    await vi.waitFor(() => expect(subject.logged('message_failed')).toBeGreaterThan(before), patience);
    const began = performance.now();
    await stack.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    for (const address of [stack.url, stack.sqsEndpoint, stack.dynamodbEndpoint, stack.lambdaEndpoint]) {
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    }
    const next = await StackUnderTest.start({ dataDir });
    onTestFinished(() => next.stack.stop());
    const both = ['CCO-before', 'CCO-message'];
    await vi.waitFor(async () => expect(await next.statuses(both)).toEqual(['SUCCESS', 'SUCCESS']), patience);
  });
});

describe('A start that fails', () => {
  it.each([
    ['http', 'PORT'],
    ['sqs', 'SQS_PORT'],
    ['dynamodb', 'DYNAMODB_PORT'],
    ['lambda', 'LAMBDA_PORT'],
  ])('because the port for %s is in use names the port and its variable %s', async (part, variable) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const port = portOf(server);
    await expect(startStack({ ports: { [part]: port } })).rejects.toThrow(
      new PortInUse(`Port ${port} is in use: set ${variable} to another one.`),
    );
  });

  it('is not one because the usual port of the Lambda API is in use', async () => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const moved = await startStack({ ports: { lambda: portOf(server) }, lambdaPortOrFree: true });
    onTestFinished(() => moved.stop());
    expect(moved.lambdaEndpoint).not.toContain(`:${portOf(server)}`);
    expect(moved.variables).toMatchObject({ AWS_ENDPOINT_URL_LAMBDA: moved.lambdaEndpoint });
  });

  it('because a handler does not load reports the reason, and leaves nothing running', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['serverless.yml', 'package.json', 'resources']) {
      await symlink(join(projectDirectory, name), join(directory, name));
    }
    await mkdir(join(directory, 'functions'));
    for (const name of ['functions/ingest.ts', 'functions/publish.ts']) {
      await symlink(join(projectDirectory, name), join(directory, name));
    }
    await writeFile(join(directory, 'functions/consume.ts'), "throw new Error('broken at the top');");
    const requests = ['PORT', 'SQS_PORT', 'DYNAMODB_PORT'].map((variable) => ({ variable, host, port: 0 }));
    const [http = 0, sqs = 0, dynamodb = 0] = await claimPorts(requests);
    await expect(startStack({ directory, ports: { http, sqs, dynamodb } })).rejects.toThrow(
      'broken at the top',
    );
    for (const port of [http, sqs, dynamodb]) {
      expect(await claimPorts([{ variable: 'PORT', host, port }])).toEqual([port]);
    }
  });
});
