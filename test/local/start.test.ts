import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../lib/aws/checkouts-table.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { CommandUnderTest, freePorts } from './command-under-test.ts';

const npmStart = (environment: Readonly<Record<string, string>>, ...parameters: readonly string[]) =>
  new CommandUnderTest(['npm', 'start', '--', ...parameters], environment);

const post = (port: string, checkoutId: string, secret: string) => {
  const sample = inqud.sample({ checkoutId, status: 'SUCCESS', at: '2026-03-01T10:00:00Z' });
  const body = Buffer.from(JSON.stringify(sample));
  return fetch(`http://127.0.0.1:${port}/webhooks/inqud`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/json', ...inqud.sign(body, secret) },
  });
};

describe('npm start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says when it is ready, prints a line per webhook, and ends on %s with all that it has started',
    async (signal) => {
      const ports = await freePorts();
      const command = npmStart({ ...ports, WEBHOOK_SECRETS_INQUD: 'new\nold' });
      expect(await command.line('ready')).toContain(`http://127.0.0.1:${ports.PORT}/webhooks/`);
      expect((await post(ports.PORT, 'CCO-1', 'old')).status).toBe(200);
      expect((await post(ports.PORT, 'CCO-1', 'local-secret')).status).toBe(401);
      expect(await command.line('200')).toMatch(/^200 queued inqud CCO-1 SUCCESS → advanced \(\d+ ms\)$/);
      expect(await command.line('401')).toBe('401 unauthorized inqud signature_mismatch');
      const began = performance.now();
      command.kill(signal);
      await command.exited;
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(command.exitCode).toBe(0);
      for (const port of Object.values(ports)) {
        await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
      }
    },
  );

  it('ends when npm is killed', async () => {
    const ports = await freePorts();
    const command = npmStart(ports);
    await command.line('ready');
    command.kill('SIGKILL');
    await command.exited;
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${ports.DYNAMODB_PORT}`).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 2_000 },
      )
      .toBe('gone');
  });

  it('keeps rows with --data', async () => {
    const data = await mkdtemp(join(tmpdir(), 'start-'));
    const before = await freePorts();
    const first = npmStart(before, '--data', data);
    await first.line('ready');
    await post(before.PORT, 'CCO-kept', 'local-secret');
    await first.line('200');
    first.kill('SIGTERM');
    await first.exited;
    const { DYNAMODB_PORT, ...others } = await freePorts();
    const second = npmStart({ DYNAMODB_PORT, ...others }, '--data', data);
    await second.line('ready');
    const client = localClient(`http://127.0.0.1:${DYNAMODB_PORT}`, 'eu-central-1');
    const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-dev', client });
    expect(await checkouts.get('CCO-kept')).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('One line on stderr and exit code 1', () => {
  const failing = async (environment: Readonly<Record<string, string>>, ...parameters: readonly string[]) => {
    const command = new CommandUnderTest([process.execPath, 'local/start.ts', ...parameters], environment);
    await command.exited;
    expect(command.exitCode).toBe(1);
    expect(command.stdout).toBe('');
    return command.stderr;
  };

  it('when a port is in use', async () => {
    const ports = await freePorts();
    await npmStart(ports).line('ready');
    const { PORT } = await freePorts();
    expect(await failing(ports)).toBe(`Port ${ports.PORT} is in use: set PORT to another one.\n`);
    expect(await failing({ ...ports, PORT })).toBe(
      `Port ${ports.SQS_PORT} is in use: set SQS_PORT to another one.\n`,
    );
  });

  it('when it is told something wrong', async () => {
    expect(await failing({ PORT: 'http' })).toBe('PORT must be a port, 0 to 65535, not "http".\n');
  });
});

describe('--help', () => {
  it('names every variable', async () => {
    const command = new CommandUnderTest([process.execPath, 'local/start.ts', '--help']);
    await command.exited;
    expect(command.exitCode).toBe(0);
    for (const name of [
      'PORT',
      'DYNAMODB_PORT',
      'SQS_PORT',
      'WEBHOOK_SECRETS_INQUD',
      'WEBHOOK_SECRETS_TWEED',
      '--data',
    ]) {
      expect(command.stdout).toContain(name);
    }
  });
});
