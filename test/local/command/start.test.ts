import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../../lib/checkouts-table.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
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

const local = (port: string): string => `http://127.0.0.1:${port}`;

async function endsOn(signal: NodeJS.Signals, command: CommandUnderTest, ports: Record<string, string>) {
  const began = performance.now();
  command.kill(signal);
  await command.exited;
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(command.exitCode).toBe(0);
  for (const port of Object.values(ports)) await expect(fetch(local(port))).rejects.toThrow('fetch failed');
}

/** What a start that fails says: on stderr alone, with exit code 1. */
async function complaintOf(environment: Readonly<Record<string, string>>): Promise<string> {
  const command = new CommandUnderTest([process.execPath, 'local/start.ts'], environment);
  await command.exited;
  expect(command.exitCode).toBe(1);
  expect(command.stdout).toBe('');
  return command.stderr;
}

/** Each process loads its modules anew: on a busy machine that takes its time. */
const timeout = 60_000;

describe('npm start', { timeout }, () => {
  it('prints a line when it is ready and one per webhook, ends on a signal, keeps rows with --data', async () => {
    const data = await mkdtemp(join(tmpdir(), 'start-'));
    const ports = await freePorts();
    const first = npmStart({ ...ports, WEBHOOK_SECRETS_INQUD: 'new\nold' }, '--data', data);
    expect(await first.line('ready')).toContain(`${local(ports.PORT)}/webhooks/`);
    expect((await post(ports.PORT, 'CCO-1', 'old')).status).toBe(200);
    expect((await post(ports.PORT, 'CCO-1', 'local-secret')).status).toBe(401);
    expect(await first.line('200')).toMatch(/^200 queued inqud CCO-1 SUCCESS → advanced \(\d+ ms\)$/);
    expect(await first.line('401')).toBe('401 unauthorized inqud signature_mismatch');
    await endsOn('SIGINT', first, ports);
    const second = npmStart(ports, '--data', data);
    await second.line('ready');
    const client = localClient(local(ports.DYNAMODB_PORT), 'eu-central-1');
    const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-dev', client });
    expect(await checkouts.get('CCO-1')).toMatchObject({ status: 'SUCCESS' });
    await endsOn('SIGTERM', second, ports);
  });

  it('names a port that is in use and its variable, in one line', async () => {
    const ports = await freePorts();
    await npmStart(ports).line('ready');
    const { PORT } = await freePorts();
    expect(await complaintOf(ports)).toBe(`Port ${ports.PORT} is in use: set PORT to another one.\n`);
    const message = `Port ${ports.SQS_PORT} is in use: set SQS_PORT to another one.\n`;
    expect(await complaintOf({ ...ports, PORT })).toBe(message);
  });

  it('says in one line what it was told wrong', async () => {
    expect(await complaintOf({ PORT: 'http' })).toBe('PORT must be a port, 0 to 65535, not "http".\n');
  });

  it.each([
    ['npm is killed', ['npm', 'start']],
    ['it is killed itself', [process.execPath, 'local/start.ts']],
  ] as const)('leaves nothing behind when %s', async (_, command) => {
    const ports = await freePorts();
    const started = new CommandUnderTest(command, ports);
    await started.line('ready');
    started.kill('SIGKILL');
    await started.exited;
    const state = () =>
      fetch(local(ports.DYNAMODB_PORT)).then(
        () => 'answers',
        () => 'gone',
      );
    await expect.poll(state, { timeout: 2_000 }).toBe('gone');
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
