import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { type CliStack, deliver, deliverBody, eventually, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;

describe.each([
  ['in memory', false],
  ['in a directory', true],
])('On a local stack that keeps its messages %s', (_where, keepsData) => {
  const run = (...args: readonly string[]) => checkoutsHere(args, cli.environment);
  const deadLetters = async (...filter: readonly string[]) =>
    JSON.parse((await run('dlq', 'list', '--json', ...filter)).stdout).items;
  const deadLettersOnce = (count: number) =>
    eventually(
      () => deadLetters(),
      (items) => items.length === count,
    );

  beforeAll(async () => {
    const dataDir = keepsData ? await mkdtemp(join(tmpdir(), 'operations-')) : undefined;
    cli = await startCliStack(withoutUndefined({ dataDir }));
  });
  afterAll(() => cli.stack.stop());

  describe('doctor, on a healthy stack', () => {
    it('finds no problem, and leaves no row behind', async () => {
      const { code, stdout } = await checkouts(['doctor'], cli.environment);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^ok +unsigned Inqud webhook: refused with 401$/m);
      expect(stdout).toMatch(
        /^ok +signed Tweed webhook: in the table after .* its row doctor-probe-\d{14} was removed$/m,
      );
      expect(stdout).not.toMatch(/^(bad|unknown)/m);
      expect((await run('list', '--json')).stdout).toBe(
        `${JSON.stringify({ items: [], cursor: null }, null, 2)}\n`,
      );
    });
  });

  describe('explain', () => {
    it('gives the outcome of each event, and the reason', async () => {
      await deliver(cli, inqud, 'CCO-explained', 'NEW', '2026-01-01T10:00:00Z');
      await waitForRow(cli, 'CCO-explained', 1);
      await deliver(cli, inqud, 'CCO-explained', 'SUCCESS', '2026-01-01T10:05:00.88Z');
      await waitForRow(cli, 'CCO-explained', 2);
      await deliver(cli, inqud, 'CCO-explained', 'PAYMENT_DETECTED', '2026-01-01T10:04:00Z');
      await waitForRow(cli, 'CCO-explained', 3);
      const { code, stdout } = await checkouts(['explain', 'CCO-explained'], cli.environment);
      expect(code).toBe(0);
      expect(stdout).toContain('CCO-explained (inqud): succeeded since 2026-01-01 10:05:00.880 UTC');
      expect(stdout).toMatch(
        /3\. PAYMENT_DETECTED, .*\n +It arrived late\. SUCCESS had already been applied/,
      );
      expect(stdout).toContain('It needs no attention.');
    });

    it('exits with 1 for an unknown checkout', async () => {
      const { code, stderr } = await run('explain', 'CCO-nobody');
      expect(code).toBe(1);
      expect(stderr).toContain('is in the table or the dead-letter queue of the local stack');
    });
  });

  describe('stuck', () => {
    it('lists checkouts that have waited for a long time, the longest first, and exits with 1', async () => {
      await deliver(cli, inqud, 'CCO-stuck', 'PAYMENT_DETECTED', '2026-01-02T10:00:00Z');
      await deliver(cli, inqud, 'CCO-stuck-longer', 'NEW', '2026-01-01T10:00:00Z');
      await deliver(cli, inqud, 'CCO-fresh', 'NEW');
      for (const id of ['CCO-stuck', 'CCO-stuck-longer', 'CCO-fresh']) await waitForRow(cli, id, 1);
      const { code, stdout, stderr } = await checkouts(['stuck', '--older-than', '1h'], cli.environment);
      expect(code).toBe(1);
      expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
        'CHECKOUT',
        'CCO-stuck-longer',
        'CCO-stuck',
        '',
      ]);
      expect(stderr).toContain('2 checkouts pending or processing for 1 h or longer.');
      expect(JSON.parse((await run('stuck', '--limit', '1', '--json')).stdout).items).toMatchObject([
        { checkoutId: 'CCO-stuck-longer' },
      ]);
    });

    it('exits with 0 if there are none', async () => {
      const { code, stdout } = await run('stuck', '--older-than', '99999d', '--json');
      expect({ code, items: JSON.parse(stdout).items }).toEqual({ code: 0, items: [] });
    });
  });

  describe('url', () => {
    it("prints the URL, and where to enter it in the provider's dashboard", async () => {
      const { stdout } = await run('url');
      expect(stdout).toMatch(
        /Inqud {2}Enter it in Inqud's dashboard .*\n {2}URL +http:\/\/127\.0\.0\.1:\d+\/webhooks\/inqud\n/,
      );
    });
  });

  describe('dlq', () => {
    beforeAll(async () => {
      await deliverBody(cli, tweed, '{"type":');
      await deliver(cli, inqud, 'no-prefix', 'NEW');
      await deliver(cli, inqud, 'no-prefix-either', 'NEW');
      await deadLettersOnce(3);
    });

    it('list shows the reason for each letter and the outcome of a redrive, oldest first', async () => {
      const { stdout } = await run('dlq', 'list');
      expect(stdout).toMatch(/^ID +FIRST SEEN \(UTC\) +PROVIDER +CHECKOUT +REASON +RECEIVED +IF REDRIVEN\n/);
      expect(await deadLetters()).toMatchObject([
        { provider: 'tweed', reason: 'not_json', ifRedriven: 'dead again', checkoutId: null },
        { provider: 'inqud', reason: 'unexpected_shape at id' },
        { provider: 'inqud', reason: 'unexpected_shape at id' },
      ]);
    });

    it('list releases the letters, so that the next list has them all again', async () => {
      expect(await deadLetters()).toHaveLength(3);
      expect(await deadLetters('--reason', 'unexpected_shape')).toHaveLength(2);
      expect(await deadLetters('--provider', 'tweed')).toHaveLength(1);
    });

    it('show prints the body only with --body', async () => {
      const [{ id }] = await deadLetters('--provider', 'tweed');
      const shown = await run('dlq', 'show', id);
      expect(shown.stdout).toMatch(/^reason +not_json$/m);
      expect(shown.stdout).not.toContain('"type"');
      expect((await run('dlq', 'show', id, '--body')).stdout).toContain('\n\n{"type":\n');
      expect((await run('dlq', 'show', 'nobody')).code).toBe(1);
    });

    it('doctor reports them, with a remedy', async () => {
      const { code, stdout } = await run('doctor', '--no-probe');
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^bad +dead-letter queue: 3 webhooks could not be applied\n +→ npx checkout-webhooks dlq list$/m,
      );
    });

    it('drop asks for a filter, and for confirmation', async () => {
      expect((await run('dlq', 'drop')).stderr).toContain('--id, --reason, --provider, or --all');
      const [{ id }] = await deadLetters('--provider', 'tweed');
      expect((await run('dlq', 'drop', '--id', id)).code).toBe(2);
      expect(await deadLetters()).toHaveLength(3);
      expect((await run('dlq', 'drop', '--id', id, '--yes')).stdout).toBe('1 dead letter dropped.\n');
      expect(await deadLetters()).toHaveLength(2);
      expect((await run('dlq', 'drop', '--id', id, '--yes')).code).toBe(1);
    });

    it('redrive delivers the matching letters, and one that fails again only once', async () => {
      expect((await run('dlq', 'redrive', '--reason', 'not_json')).stdout).toBe('0 dead letters redriven.\n');
      const args = ['dlq', 'redrive', '--reason', 'unexpected_shape', '--json'];
      const { code, stdout } = await checkouts(args, cli.environment);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ redriven: 2, interrupted: false });
      expect(await deadLettersOnce(2)).toHaveLength(2);
    });
  });

  describe('A dead letter that can be applied by now', () => {
    it('shows its checkout, and becomes a row when it is redriven', async () => {
      await run('dlq', 'drop', '--all', '--yes');
      await putAside('CCO-redriven');
      const explained = await run('explain', 'CCO-redriven');
      expect(explained.stdout).toMatch(
        /In the dead-letter queue:\n(.*\n)*.* CCO-redriven +failed_too_often .* applies/,
      );
      expect((await run('dlq', 'redrive')).stdout).toBe('1 dead letter redriven.\n');
      expect(await waitForRow(cli, 'CCO-redriven', 1)).toMatchObject({ state: 'succeeded' });
      expect(await deadLetters()).toEqual([]);
    });
  });
});

/** Puts a good webhook into the dead-letter queue, as SQS does after five failed tries. */
async function putAside(checkoutId: string): Promise<void> {
  const at = new Date().toISOString();
  const body = Buffer.from(JSON.stringify(inqud.sample({ checkoutId, status: 'SUCCESS', at })));
  const message = {
    version: 1,
    provider: 'inqud',
    body: body.toString('base64'),
    bodyDigest: bodyDigest(body),
    receivedAt: at,
    requestId: 'request-1',
    headers: {},
  };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: cli.stack.sqsEndpoint, region: 'eu-central-1', credentials });
  const MessageBody = JSON.stringify(message);
  await client.send(new SendMessageCommand({ QueueUrl: cli.stack.deadLetterQueueUrl, MessageBody }));
  client.destroy();
}
