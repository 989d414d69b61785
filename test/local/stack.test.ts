import { once } from 'node:events';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { tweed } from '../../lib/providers/tweed.ts';
import { claimPorts, PortInUse, portOf } from '../../local/emulators/ports.ts';
import { startStack } from '../../local/stack.ts';
import { projectDirectory } from '../../local/stack-options.ts';
import { StackUnderTest } from './stack-under-test.ts';

const patience = { timeout: 15_000, interval: 50 };
const host = '127.0.0.1';
const temporaryDirectory = () => mkdtemp(join(tmpdir(), 'stack-'));
const ids = (count: number) => Array.from({ length: count }, (_, index) => `CCO-${index}`);
const codes = (subject: StackUnderTest) => subject.log.map(({ code }) => code);

describe('On this machine', () => {
  it('a signed webhook becomes a row', async () => {
    const subject = await StackUnderTest.start();
    expect(await subject.deliver()).toMatchObject({ status: 200, answer: { code: 'queued' } });
    await vi.waitFor(async () => {
      expect(await subject.row('CCO-1')).toMatchObject({
        ...{ provider: 'inqud', status: 'SUCCESS', state: 'succeeded', reference: 'order-1' },
        history: [{ status: 'SUCCESS', outcome: 'advanced' }],
      });
    }, patience);
    await vi.waitFor(() => expect(codes(subject)).toEqual(['delivery_queued', 'event_advanced']), patience);
  });

  it('a forged one is refused and goes nowhere', async () => {
    const subject = await StackUnderTest.start();
    expect(await subject.deliver({ secret: 'guessed' })).toMatchObject({ status: 401 });
    await subject.deliver({ checkoutId: 'CCO-2' });
    await vi.waitFor(() => expect(codes(subject)).toContain('event_advanced'), patience);
    expect(await subject.statuses(['CCO-1', 'CCO-2'])).toEqual([undefined, 'SUCCESS']);
  });

  it('each provider has the secrets that it is given, and none without', async () => {
    const subject = await StackUnderTest.start({ secrets: { inqud: ['new', 'old'], tweed: [] } });
    expect(await subject.deliver({ secret: 'new' })).toMatchObject({ status: 200 });
    expect(await subject.deliver({ secret: 'old' })).toMatchObject({ status: 200 });
    expect(await subject.deliver({ provider: tweed, status: 'DONE', secret: 'x' })).toMatchObject({
      status: 503,
      answer: { code: 'no_secret' },
    });
  });

  it('a poison message among nine good ones: nine rows, and one dead letter with its reason', async () => {
    const subject = await StackUnderTest.start();
    const good = ids(9).map((checkoutId) => subject.deliver({ checkoutId }));
    const answers = await Promise.all([subject.deliver({ body: 'no json, but signed' }), ...good]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await vi.waitFor(async () => {
      expect(await subject.statuses(ids(9))).toEqual(ids(9).map(() => 'SUCCESS'));
    }, patience);
    await vi.waitFor(() => expect(codes(subject)).toContain('message_dead_lettered'), patience);
    const letters = await subject.deadLetters();
    expect(letters).toHaveLength(1);
    expect(letters[0]?.MessageAttributes?.['reason']?.StringValue).toMatch(/\w/);
  });
});

describe('While the queue is down', () => {
  it('nothing is acknowledged, and webhooks are taken again when it is back', async () => {
    const subject = await StackUnderTest.start();
    await subject.stack.queue.stop();
    expect(await subject.deliver()).toMatchObject({ status: 503, answer: { code: 'unavailable' } });
    await subject.stack.queue.start();
    expect(await subject.deliver()).toMatchObject({ status: 200 });
    await vi.waitFor(async () => expect(await subject.statuses(['CCO-1'])).toEqual(['SUCCESS']), patience);
  });
});

describe('While the table is down', () => {
  it('webhooks are acknowledged, none is lost, and all are applied when it is back', async () => {
    const subject = await StackUnderTest.start({ dataDir: await temporaryDirectory() });
    await subject.deliver({ checkoutId: 'CCO-before' });
    await vi.waitFor(() => expect(codes(subject)).toContain('event_advanced'), patience);
    await subject.stack.table.stop();
    const answers = await Promise.all(ids(12).map((checkoutId) => subject.deliver({ checkoutId })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await vi.waitFor(() => expect(codes(subject)).toContain('message_failed'), patience);
    await subject.stack.table.start();
    await vi.waitFor(async () => {
      const all = ['CCO-before', ...ids(12)];
      expect(await subject.statuses(all)).toEqual(all.map(() => 'SUCCESS'));
    }, patience);
    expect(await subject.deadLetters()).toEqual([]);
  });
});

describe('With a data directory', () => {
  it('rows and waiting messages are still there after a restart', async () => {
    const dataDir = await temporaryDirectory();
    const first = await StackUnderTest.start({ dataDir });
    await first.deliver({ checkoutId: 'CCO-row' });
    await vi.waitFor(() => expect(codes(first)).toContain('event_advanced'), patience);
    await first.stack.table.stop();
    await first.deliver({ checkoutId: 'CCO-message' });
    await vi.waitFor(() => expect(codes(first)).toContain('message_failed'), patience);
    await first.stack.stop();
    const second = await StackUnderTest.start({ dataDir });
    const both = ['CCO-row', 'CCO-message'];
    await vi.waitFor(
      async () => expect(await second.statuses(both)).toEqual(['SUCCESS', 'SUCCESS']),
      patience,
    );
  });
});

describe('Stopping', () => {
  it('takes less than 2 s and leaves nothing listening', async () => {
    const subject = await StackUnderTest.start();
    await subject.deliver();
    const began = performance.now();
    await subject.stack.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    const { url, sqsEndpoint, dynamodbEndpoint } = subject.stack;
    for (const address of [url, sqsEndpoint, dynamodbEndpoint]) {
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    }
  });
});

describe('A start that fails', () => {
  it.each([
    ['http', 'PORT'],
    ['sqs', 'SQS_PORT'],
    ['dynamodb', 'DYNAMODB_PORT'],
  ])('because the port for %s is in use names the port and the variable %s', async (part, variable) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const port = portOf(server);
    await expect(startStack({ ports: { [part]: port } })).rejects.toThrow(
      new PortInUse(`Port ${port} is in use: set ${variable} to another one.`),
    );
  });

  it('because a handler does not load says why, and leaves nothing running', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['serverless.yml', 'resources']) {
      await symlink(join(projectDirectory, name), join(directory, name));
    }
    await mkdir(join(directory, 'functions'));
    await symlink(join(projectDirectory, 'functions/ingest.ts'), join(directory, 'functions/ingest.ts'));
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
