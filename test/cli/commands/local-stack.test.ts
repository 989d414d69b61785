import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { type CliStack, deliver, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
/** Runs it as a user does. */
const run = (...args: readonly string[]) => checkouts(args, cli.environment);
/** Runs it in this process. */
const here = (...args: readonly string[]) => checkoutsHere(args, cli.environment);

beforeAll(async () => {
  cli = await startCliStack();
});
afterAll(() => cli.stack.stop());

describe('The example of the README', () => {
  it('send prints the answer, and get the row a moment later', async () => {
    const sent = await run('send', 'inqud', 'CCO-readme', 'NEW', '--reference', 'order-17');
    expect(sent.stdout).toContain(`POST ${cli.stack.url}/webhooks/inqud\n200 queued: `);
    expect(sent).toMatchObject({ code: 0, stderr: '' });

    await waitForRow(cli, 'CCO-readme', 1);
    const row = JSON.parse((await run('get', 'CCO-readme', '--json')).stdout);
    expect(row).toMatchObject({
      checkoutId: 'CCO-readme',
      provider: 'inqud',
      status: 'NEW',
      state: 'pending',
      final: false,
      amount: '100.25',
      currency: 'USD',
      reference: 'order-17',
      attention: [],
      history: [{ status: 'NEW', outcome: 'advanced' }],
    });
    expect(row.history[0]).toMatchObject({
      eventId: expect.stringMatching(/^[0-9a-f]{64}$/),
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it('get uses color on a terminal, or if FORCE_COLOR asks for it', async () => {
    const { code, stdout } = await run('get', 'CCO-readme');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^CCO-readme \(inqud\)\n\nstate {8}pending, not final, since .* UTC\n/);
    expect(stdout).toMatch(/\nNEW +pending +advanced /);
    const forced = await checkouts(['get', 'CCO-readme'], { ...cli.environment, FORCE_COLOR: '1' });
    expect(forced.stdout).toContain('\u001b[36mpending');
  });
});

describe('get', () => {
  it('exits with 1 for an unknown checkout, and prints nothing on standard output', async () => {
    const { code, stdout, stderr } = await run('get', 'CCO-nobody');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('No webhook about CCO-nobody has been applied on the local stack.\n');
  });

  it('with --json prints the error on standard output, and nothing on standard error', async () => {
    const { code, stdout, stderr } = await run('get', 'CCO-nobody', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'not_found',
        message: 'No webhook about CCO-nobody has been applied on the local stack.',
      },
    });
  });

  it('asks for the provider if two use the same id', async () => {
    await deliver(cli, inqud, 'CCO-twice', 'NEW');
    await deliver(cli, tweed, 'CCO-twice', 'DONE');
    await waitForRow(cli, 'CCO-twice', 1, 'inqud');
    await waitForRow(cli, 'CCO-twice', 1, 'tweed');
    const one = await run('get', 'CCO-twice', '--provider', 'tweed', '--json');
    expect(JSON.parse(one.stdout)).toMatchObject({ provider: 'tweed', status: 'DONE' });
    const both = await run('get', 'CCO-twice');
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('Specify the provider');
  });
});

describe('list', () => {
  const ids = (stdout: string) =>
    JSON.parse(stdout).items.map((item: { checkoutId: string }) => item.checkoutId);

  beforeAll(async () => {
    const webhooks = [
      ['CCO-list-1', 'NEW', '2026-01-01T10:00:00Z', 'order-a'],
      ['CCO-list-2', 'SUCCESS', '2026-01-01T11:00:00Z', 'order-b'],
      ['CCO-list-3', 'NEW', '2026-01-01T12:00:00Z', 'order-a'],
    ] as const;
    for (const [id, status, at, reference] of webhooks) {
      await here('send', 'inqud', id, status, '--at', at, '--reference', reference);
      await waitForRow(cli, id, 1);
    }
  });

  it('lists checkouts in all states by default, the latest change first', async () => {
    const { code, stdout } = await run('list', '--json');
    expect(code).toBe(0);
    expect(ids(stdout).filter((id: string) => id.startsWith('CCO-list'))).toEqual([
      'CCO-list-3',
      'CCO-list-2',
      'CCO-list-1',
    ]);
  });

  it('pages through all checkouts with the cursor, each once', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: readonly string[] = cursor === '' ? [] : ['--cursor', cursor];
      const { stdout } = await here('list', '--limit', '2', '--json', ...more);
      seen.push(...ids(stdout));
      cursor = JSON.parse(stdout).cursor;
    }
    expect(seen).toEqual(ids((await here('list', '--json')).stdout));
  });

  it('filters by state, by reference, and by both', async () => {
    const succeeded = ids((await here('list', '--state', 'succeeded', '--json')).stdout);
    expect(succeeded).toContain('CCO-list-2');
    expect(succeeded).not.toContain('CCO-list-1');
    expect(ids((await here('list', '--reference', 'order-a', '--json')).stdout).toSorted()).toEqual([
      'CCO-list-1',
      'CCO-list-3',
    ]);
    const both = await here('list', '--reference', 'order-b', '--state', 'pending', '--json');
    expect(JSON.parse(both.stdout)).toEqual({ items: [], cursor: null });
  });

  it('prints a table, and says on standard error if there are more', async () => {
    const { stdout, stderr } = await run('list', '--limit', '1', '--state', 'pending');
    const [headings, ...rows] = stdout.trimEnd().split('\n');
    expect(headings).toMatch(
      /^CHECKOUT +PROVIDER +STATE +STATUS +SINCE \(UTC\) +AMOUNT +REFERENCE +ATTENTION$/,
    );
    expect(rows).toHaveLength(1);
    expect(stderr).toContain('There are more than 1');
  });

  it('says so if there are none, and exits with 0', async () => {
    expect(await here('list', '--state', 'refunded')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No checkout matches.\n',
    });
  });
});

describe('send', () => {
  it('exits with 1 if the webhook is not accepted, and prints why', async () => {
    const forged = await run('send', 'tweed', 'T-forged', 'DONE', '--secret', 'wrong');
    expect(forged.code).toBe(1);
    expect(forged.stdout).toContain('401 unauthorized: The signature is missing');
    expect(forged.stderr).toBe('The webhook was not accepted (401).\n');
    expect((await here('get', 'T-forged')).code).toBe(1);
  });

  it('signs with the first of the secrets in the environment', async () => {
    const secrets = { WEBHOOK_SECRETS_TWEED: 'no-such-secret\nlocal-secret' };
    const { code } = await checkouts(['send', 'tweed', 'T-env', 'DONE'], { ...cli.environment, ...secrets });
    expect(code).toBe(1);
  });

  it('--json prints one document with the answer', async () => {
    const { stdout } = await run('send', 'tweed', 'T-json', 'DONE', '--json');
    expect(JSON.parse(stdout)).toEqual({
      url: `${cli.stack.url}/webhooks/tweed`,
      status: 200,
      answer: { code: 'queued', message: expect.any(String), id: expect.any(String) },
    });
  });

  it('posts exactly the bytes of a file, or of standard input', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checkouts-'));
    const body = JSON.stringify({
      type: 'CHECKOUT_STATUS_UPDATED',
      data: { checkoutId: 'T-file', status: 'CREATED' },
    });
    await writeFile(join(folder, 'body.json'), body);
    const fromFile = await here('send', 'tweed', '--body', join(folder, 'body.json'));
    const fromInput = await checkouts(
      ['send', 'tweed', '--body', '-'],
      cli.environment,
      body.replace('CREATED', 'DONE'),
    );
    await rm(folder, { recursive: true });
    expect([fromFile.code, fromInput.code]).toEqual([0, 0]);
    expect(await waitForRow(cli, 'T-file', 2)).toMatchObject({ status: 'DONE' });
  });

  it('--wait says what became of the webhook: applied, late, repeated, a dead letter', async () => {
    const at = ['--at', '2026-01-01T11:00:00Z'];
    const first = await run('send', 'inqud', 'CCO-wait', 'SUCCESS', ...at, '--wait');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('→ advanced: CCO-wait is succeeded, with the status SUCCESS\n');
    const kind = async (...args: readonly string[]) =>
      JSON.parse((await here('send', 'inqud', ...args, '--wait', '--json')).stdout).outcome;
    expect(await kind('CCO-wait', 'SUCCESS', ...at)).toMatchObject({ kind: 'duplicate' });
    expect(await kind('CCO-wait', 'NEW', '--at', '2026-01-01T10:00:00Z')).toMatchObject({
      kind: 'late',
      checkout: { checkoutId: 'CCO-wait', state: 'succeeded' },
    });
    const dead = await here('send', 'inqud', 'no-prefix', 'NEW', '--wait');
    expect(dead.code).toBe(1);
    expect(dead.stderr).toMatch(
      /It is a dead letter \(unexpected_shape at id\)\. See npx checkout-webhooks dlq show [\w-]+\n$/,
    );
    const document = JSON.parse(
      (await here('send', 'inqud', 'no-prefix-2', 'NEW', '--wait', '--json')).stdout,
    );
    expect(document).toMatchObject({
      status: 200,
      outcome: { kind: 'dead_letter', letter: { reason: 'unexpected_shape at id' } },
      error: { code: 'dead_letter' },
    });
  });

  it('adds the path to a URL without one', async () => {
    const { code, stdout } = await here('send', 'inqud', 'CCO-url', 'NEW', '--url', cli.stack.url);
    expect(code).toBe(0);
    expect(stdout).toContain(`POST ${cli.stack.url}/webhooks/inqud`);
  });

  it('warns of a webhook that the provider would not send, and sends it anyway', async () => {
    const odd = await here('send', 'inqud', 'no-prefix', 'NEW');
    expect(odd.code).toBe(0);
    expect(odd.stderr).toContain('It will end up in the dead-letter queue');
    const unknown = await here('send', 'inqud', 'CCO-odd', 'TELEPORTED');
    expect(unknown.stderr).toContain('Inqud has no status TELEPORTED');
    expect(await waitForRow(cli, 'CCO-odd', 1)).toMatchObject({
      state: 'unknown',
      attention: [{ kind: 'unknown_status' }],
    });
  });
});
