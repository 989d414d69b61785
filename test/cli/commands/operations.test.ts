import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { type CliStack, deliver, deliverBody, eventually, rowOf, startCliStack } from '../cli-stack.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
const run = (...args: readonly string[]) => checkoutsHere(args, cli.environment);
const deadLetters = async (...filter: readonly string[]) =>
  JSON.parse((await run('dlq', 'list', '--json', ...filter)).stdout).items;
const deadLettersOnce = (count: number) =>
  eventually(
    () => deadLetters(),
    (items) => items.length === count,
  );

beforeAll(async () => {
  cli = await startCliStack();
});
afterAll(() => cli.stack.stop());

describe('doctor, when all is well', () => {
  it('finds nothing, and leaves nothing behind', async () => {
    const { code, stdout } = await checkouts(['doctor'], cli.environment);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +unsigned Inqud webhook: refused with 401$/m);
    expect(stdout).toMatch(
      /^ok +signed Tweed webhook: in the table after .* its row doctor-probe-\d{14} is removed again$/m,
    );
    expect(stdout).not.toMatch(/^(bad|unknown)/m);
    expect((await run('list', '--json')).stdout).toBe(
      `${JSON.stringify({ items: [], cursor: null }, null, 2)}\n`,
    );
  });
});

describe('explain', () => {
  it('says of each event what became of it and why', async () => {
    await deliver(cli, inqud, 'CCO-told', 'NEW', '2026-01-01T10:00:00Z');
    await rowOf(cli, 'CCO-told', 1);
    await deliver(cli, inqud, 'CCO-told', 'SUCCESS', '2026-01-01T10:05:00.88Z');
    await rowOf(cli, 'CCO-told', 2);
    await deliver(cli, inqud, 'CCO-told', 'PAYMENT_DETECTED', '2026-01-01T10:04:00Z');
    await rowOf(cli, 'CCO-told', 3);
    const { code, stdout } = await checkouts(['explain', 'CCO-told'], cli.environment);
    expect(code).toBe(0);
    expect(stdout).toContain('CCO-told (inqud) is succeeded since 2026-01-01 10:05:00.880 UTC');
    expect(stdout).toMatch(/3\. PAYMENT_DETECTED, .*\n +It came late: SUCCESS had been applied already/);
    expect(stdout).toContain('Nothing about it needs a person.');
  });

  it('answers 1 for a checkout that nobody has heard of', async () => {
    const { code, stderr } = await run('explain', 'CCO-nobody');
    expect(code).toBe(1);
    expect(stderr).toContain('is in the table or the dead-letter queue of the local stack');
  });
});

describe('stuck', () => {
  it('lists what waits for long, longest first, and exits with 1', async () => {
    await deliver(cli, inqud, 'CCO-stuck', 'PAYMENT_DETECTED', '2026-01-02T10:00:00Z');
    await deliver(cli, inqud, 'CCO-stuck-longer', 'NEW', '2026-01-01T10:00:00Z');
    await deliver(cli, inqud, 'CCO-fresh', 'NEW');
    for (const id of ['CCO-stuck', 'CCO-stuck-longer', 'CCO-fresh']) await rowOf(cli, id, 1);
    const { code, stdout, stderr } = await checkouts(['stuck', '--older-than', '1h'], cli.environment);
    expect(code).toBe(1);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'CHECKOUT',
      'CCO-stuck-longer',
      'CCO-stuck',
      '',
    ]);
    expect(stderr).toContain('2 unfinished for 1 h or longer.');
    expect(JSON.parse((await run('stuck', '--limit', '1', '--json')).stdout).items).toMatchObject([
      { checkoutId: 'CCO-stuck-longer' },
    ]);
  });

  it('exits with 0 when there is none', async () => {
    const { code, stdout } = await run('stuck', '--older-than', '99999d', '--json');
    expect({ code, items: JSON.parse(stdout).items }).toEqual({ code: 0, items: [] });
  });
});

describe('url', () => {
  it("prints what to paste, and where in the provider's dashboard", async () => {
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

  it('list says why each letter is there and what would become of it, oldest first', async () => {
    const { stdout } = await run('dlq', 'list');
    expect(stdout).toMatch(/^ID +FIRST SEEN \(UTC\) +PROVIDER +CHECKOUT +REASON +RECEIVED +IF REDRIVEN\n/);
    expect(await deadLetters()).toMatchObject([
      { provider: 'tweed', reason: 'not_json', ifRedriven: 'dead again', checkoutId: null },
      { provider: 'inqud', reason: 'unexpected_shape at id' },
      { provider: 'inqud', reason: 'unexpected_shape at id' },
    ]);
  });

  it('list lets go of what it looked at: the next one sees it all again', async () => {
    expect(await deadLetters()).toHaveLength(3);
    expect(await deadLetters('--reason', 'unexpected_shape')).toHaveLength(2);
    expect(await deadLetters('--provider', 'tweed')).toHaveLength(1);
  });

  it('show keeps the body to itself until it is asked for', async () => {
    const [{ id }] = await deadLetters('--provider', 'tweed');
    const shown = await run('dlq', 'show', id);
    expect(shown.stdout).toMatch(/^reason +not_json$/m);
    expect(shown.stdout).not.toContain('"type"');
    expect((await run('dlq', 'show', id, '--body')).stdout).toContain('\n\n{"type":\n');
    expect((await run('dlq', 'show', 'nobody')).code).toBe(1);
  });

  it('doctor tells of them, with the remedy', async () => {
    const { code, stdout } = await run('doctor', '--no-probe');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^bad +dead-letter queue: 3 webhooks are in it and not in the table\n +→ npx checkouts dlq list$/m,
    );
  });

  it('drop wants to know which, and asks first', async () => {
    expect((await run('dlq', 'drop')).stderr).toContain('--id, --reason, --provider, or --all');
    const [{ id }] = await deadLetters('--provider', 'tweed');
    expect((await run('dlq', 'drop', '--id', id)).code).toBe(2);
    expect(await deadLetters()).toHaveLength(3);
    expect((await run('dlq', 'drop', '--id', id, '--yes')).stdout).toBe('1 dropped.\n');
    expect(await deadLetters()).toHaveLength(2);
    expect((await run('dlq', 'drop', '--id', id, '--yes')).code).toBe(1);
  });

  it('redrive gives back what matches; what still cannot be applied comes back and does not go round for ever', async () => {
    expect((await run('dlq', 'redrive', '--reason', 'not_json')).stdout).toBe('0 redriven.\n');
    const args = ['dlq', 'redrive', '--reason', 'unexpected_shape', '--json'];
    const { code, stdout } = await checkouts(args, cli.environment);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ redriven: 2, interrupted: false });
    expect(await deadLettersOnce(2)).toHaveLength(2);
  });
});

describe('A letter that can be applied by now', () => {
  it('is known by its checkout, and redrive makes it a row', async () => {
    await run('dlq', 'drop', '--all', '--yes');
    await putAside('CCO-redriven');
    const explained = await run('explain', 'CCO-redriven');
    expect(explained.stdout).toMatch(
      /In the dead-letter queue:\n(.*\n)*.* CCO-redriven +failed_too_often .* applies/,
    );
    expect((await run('dlq', 'redrive')).stdout).toBe('1 redriven.\n');
    expect(await rowOf(cli, 'CCO-redriven', 1)).toMatchObject({ state: 'succeeded' });
    expect(await deadLetters()).toEqual([]);
  });
});

/** Puts a good webhook into the dead-letter queue, as SQS does when it could not be applied five times. */
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
