import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../../lib/checkouts-table.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { CommandUnderTest, freePorts } from './command-under-test.ts';

const role = (
  name: string,
  environment: Readonly<Record<string, string>>,
  ...parameters: readonly string[]
) => new CommandUnderTest([process.execPath, 'local/role.ts', name, ...parameters], environment);

/** Each process loads its modules anew, and a busy machine takes its time for that. */
const timeout = 60_000;

describe('Each role in its own process', { timeout }, () => {
  it('a webhook becomes a row even though the table was killed and started again', async () => {
    const data = await mkdtemp(join(tmpdir(), 'role-'));
    const ports = await freePorts();
    const all = [
      role('queue', ports, '--data', data),
      role('table', ports, '--data', data),
      role('gateway', ports),
      role('consumer', ports),
    ];
    await Promise.all(all.map((each) => each.line('ready')));
    all[1]?.kill('SIGKILL');
    await all[1]?.exited;
    const endpoint = `http://127.0.0.1:${ports.DYNAMODB_PORT}`;
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
    const table = role('table', ports, '--data', data);
    await table.line('ready');
    const sample = inqud.sample({ checkoutId: 'CCO-1', status: 'SUCCESS', at: '2026-03-01T10:00:00Z' });
    const body = Buffer.from(JSON.stringify(sample));
    const { status } = await fetch(`http://127.0.0.1:${ports.PORT}/webhooks/inqud`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: signedBy(inqud, body, 'local-secret'),
    });
    expect(status).toBe(200);
    const checkouts = checkoutsTable({
      tableName: 'checkout-webhooks-dev',
      client: localClient(endpoint, 'eu-central-1'),
    });
    await expect
      .poll(async () => (await checkouts.get('CCO-1'))?.status, { timeout: 10_000 })
      .toBe('SUCCESS');
    for (const each of [...all, table]) each.kill('SIGTERM');
    await Promise.all(all.map((each) => each.exited));
    expect(all.map(({ exitCode }) => exitCode)).toEqual([0, null, 0, 0]);
  });

  it('must have one of the known names', async () => {
    const command = role('database', {});
    await command.exited;
    expect(command.exitCode).toBe(2);
    expect(command.stderr).toBe('The role is one of queue, table, gateway, consumer, publisher, notifier.\n');
  });
});
