import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../../lib/checkouts-table.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { whyNoDynamodbLocal } from '../../../proof/kit/engines/dynamodb-engine.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { checkouts } from '../../cli/run-checkouts.ts';
import { CommandUnderTest, freePorts } from './command-under-test.ts';

/** Each process loads its modules anew, and a busy machine takes its time for that. */
const timeout = 90_000;
const STOP_LIMIT_MS = 2_000;

const npmStart = (environment: Readonly<Record<string, string>>, ...parameters: readonly string[]) =>
  new CommandUnderTest(['npm', 'start', '--', ...parameters], environment);

const startItself = (environment: Readonly<Record<string, string>>, ...parameters: readonly string[]) =>
  new CommandUnderTest([process.execPath, 'local/start.ts', ...parameters], environment);

/** Dynoxide has no binary for an architecture that does not exist. */
const unknownPlatform = `Object.defineProperty(process, 'arch', { value: 'unknown' })`;
const startOnUnknownPlatform = (environment: Readonly<Record<string, string>>) =>
  new CommandUnderTest(
    [process.execPath, '--import', `data:text/javascript,${unknownPlatform}`, 'local/start.ts'],
    environment,
  );

const post = (port: string, checkoutId: string, secret: string) => {
  const sample = inqud.sample({ checkoutId, status: 'SUCCESS', at: '2026-03-01T10:00:00Z' });
  const body = Buffer.from(JSON.stringify(sample));
  return fetch(`http://127.0.0.1:${port}/webhooks/inqud`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/json', ...signedBy(inqud, body, secret) },
  });
};

const local = (port: string): string => `http://127.0.0.1:${port}`;

const answers = (port: string): Promise<boolean> =>
  fetch(local(port)).then(
    () => true,
    () => false,
  );

/** Expects that nothing listens any more on any of the ports, soon enough. */
async function expectSilence(ports: Record<string, string>): Promise<void> {
  const listening = async () => {
    const all = await Promise.all(Object.values(ports).map(answers));
    return all.includes(true);
  };
  await expect.poll(listening, { timeout: STOP_LIMIT_MS }).toBe(false);
}

async function expectCleanExit(
  signal: NodeJS.Signals,
  command: CommandUnderTest,
  ports: Record<string, string>,
) {
  const began = performance.now();
  command.kill(signal);
  await command.exited;
  expect(performance.now() - began).toBeLessThan(STOP_LIMIT_MS);
  expect(command.exitCode).toBe(0);
  for (const port of Object.values(ports)) await expect(fetch(local(port))).rejects.toThrow('fetch failed');
}

/** Returns the error of a start that fails: it is on stderr alone, with an exit code. */
async function startError(
  environment: Readonly<Record<string, string>>,
  exitCode: number,
  ...parameters: readonly string[]
): Promise<string> {
  const command = startItself(environment, ...parameters);
  await command.exited;
  expect(command.exitCode).toBe(exitCode);
  expect(command.stdout).toBe('');
  return command.stderr;
}

describe('npm start', { timeout }, () => {
  it('prints a line when it is ready and one per webhook, and keeps rows with --data', async () => {
    const data = await mkdtemp(join(tmpdir(), 'start-'));
    const ports = await freePorts();
    const first = npmStart({ ...ports, WEBHOOK_SECRETS_INQUD: 'new\nold' }, '--data', data);
    expect(await first.line('ready')).toContain(`${local(ports.PORT)}/webhooks/`);
    expect((await post(ports.PORT, 'CCO-1', 'old')).status).toBe(200);
    expect((await post(ports.PORT, 'CCO-1', 'local-secret')).status).toBe(401);
    expect(await first.line('200')).toMatch(/^200 queued inqud CCO-1 SUCCESS → advanced \(\d+ ms\)$/);
    expect(await first.line('401')).toBe('401 unauthorized inqud signature_mismatch');
    first.pressCtrlC();
    await expectSilence(ports);
    const second = startItself(ports, '--data', data);
    await second.line('ready');
    const client = localClient(local(ports.DYNAMODB_PORT), 'eu-central-1');
    const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-dev', client });
    expect(await checkouts.get('CCO-1')).toMatchObject({ status: 'SUCCESS' });
    await expectCleanExit('SIGTERM', second, ports);
  });

  it('names all ports that are in use and their variables at once', async () => {
    const ports = await freePorts();
    await npmStart(ports).line('ready');
    const { PORT } = await freePorts();
    const others =
      `Port ${ports.SQS_PORT} is in use: set SQS_PORT to another one.\n` +
      `Port ${ports.DYNAMODB_PORT} is in use: set DYNAMODB_PORT to another one.\n` +
      `Port ${ports.LAMBDA_PORT} is in use: set LAMBDA_PORT to another one.\n` +
      'Or take free ports: npm start -- --ports free\n';
    expect(await startError(ports, 1)).toBe(
      `Port ${ports.PORT} is in use: set PORT to another one.\n${others}`,
    );
    expect(await startError({ ...ports, PORT }, 1)).toBe(others);
  });

  it('names a wrong setting in one line, with exit code 2', async () => {
    expect(await startError({ PORT: 'http' }, 2)).toBe('PORT must be a port, 0 to 65535, not "http".\n');
    expect(await startError({}, 2, '--dta', 'x')).toBe(
      "Unknown option '--dta'. Add --help to see the options.\n",
    );
  });

  it('refuses a file as its data directory, and a directory that another stack uses', async () => {
    const [first, second] = [await freePorts(), await freePorts()];
    expect(await startError(first, 1, '--data', 'package.json')).toBe(
      '--data package.json is not a directory. Name a directory; it need not exist yet.\n',
    );
    const data = await mkdtemp(join(tmpdir(), 'start-'));
    const running = startItself(first, '--data', data);
    await running.line('ready');
    expect(await startError(second, 1, '--data', data)).toContain(`uses ${data}. Stop it`);
  });

  it('with --ports free, is found by the command line in the same folder until it ends', async () => {
    const unset = { PORT: '', DYNAMODB_PORT: '', SQS_PORT: '', LAMBDA_PORT: '' };
    const started = npmStart(unset, '--ports', 'free');
    await started.line('ready');
    await started.line('npx checkout-webhooks, in this folder, finds the ports in .data/ports.json');
    const sent = await checkouts(['send', 'inqud', 'CCO-free', 'NEW']);
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    await expect.poll(async () => (await checkouts(['get', 'CCO-free'])).code, { timeout: 10_000 }).toBe(0);
    started.pressCtrlC();
    await started.exited;
    await expect.poll(() => existsSync('.data/ports.json'), { timeout: STOP_LIMIT_MS }).toBe(false);
  });

  it('exits with code 0 on SIGINT', async () => {
    const ports = await freePorts();
    const started = startItself(ports);
    await started.line('ready');
    await expectCleanExit('SIGINT', started, ports);
  });

  it('says what to install where there is no DynamoDB for the platform', async () => {
    const command = startOnUnknownPlatform({ ...(await freePorts()), PATH: '' });
    await command.exited;
    expect(command.exitCode).toBe(1);
    expect(command.stderr).toBe(
      `There is no DynamoDB for ${process.platform}-unknown. Install Java 17 or later. ` +
        'Or, for npm start, set DYNAMODB_ENDPOINT to the URL of a DynamoDB that is already running.\n',
    );
  });

  it.skipIf(whyNoDynamodbLocal())('runs on DynamoDB Local where dynoxide has no binary', async () => {
    const ports = await freePorts();
    const started = startOnUnknownPlatform(ports);
    await started.line('ready');
    expect((await post(ports.PORT, 'CCO-1', 'local-secret')).status).toBe(200);
    expect(await started.line('200')).toContain('advanced');
    await expectCleanExit('SIGTERM', started, ports);
  });

  it.each([
    ['npm is asked to end', npmStart, 'SIGTERM'],
    ['npm is killed', npmStart, 'SIGKILL'],
    ['it is killed itself', startItself, 'SIGKILL'],
  ] as const)('leaves nothing behind when %s', async (_, start, signal) => {
    const ports = await freePorts();
    const started = start(ports);
    await started.line('ready');
    started.kill(signal);
    await started.exited;
    await expectSilence(ports);
  });
});

describe('--help', () => {
  it('names every variable', async () => {
    const command = startItself({}, '--help');
    await command.exited;
    expect(command.exitCode).toBe(0);
    for (const name of [
      'PORT',
      'DYNAMODB_PORT',
      'SQS_PORT',
      'LAMBDA_PORT',
      'WEBHOOK_SECRETS_INQUD',
      'WEBHOOK_SECRETS_TWEED',
      '--data',
      '--ports',
    ]) {
      expect(command.stdout).toContain(name);
    }
  });
});
