/** What a person must see and can do about a contradiction, on the real local stack. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { type CliStack, deliver, eventually, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
const here = (...args: readonly string[]) => checkoutsHere(args, cli.environment);
const ID = 'CCO-contradiction';

beforeAll(async () => {
  cli = await startCliStack();
  await deliver(cli, inqud, ID, 'SUCCESS', '2026-01-01T00:00:00.000Z');
  await waitForRow(cli, ID, 1);
  await deliver(cli, inqud, ID, 'EXPIRED', '2026-01-01T01:00:00.000Z');
  await waitForRow(cli, ID, 2);
});
afterAll(() => cli.stack.stop());

/** The row as a reader in any language finds it. */
async function rawRow() {
  const client = new DynamoDBClient(localClient(cli.stack.dynamodbEndpoint, 'eu-central-1'));
  try {
    const Key = { checkoutId: { S: ID }, provider: { S: 'inqud' } };
    return (await client.send(new GetItemCommand({ TableName: cli.stack.tableName, Key }))).Item ?? {};
  } finally {
    client.destroy();
  }
}

describe('A contradiction', () => {
  it('is an attribute of the row, and is listed', async () => {
    const row = await eventually(rawRow, (item) => item['attention'] !== undefined);
    expect(row['attention']).toEqual({ SS: ['conflict'] });
    const { stdout } = await here('list', '--attention', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      items: [{ checkoutId: ID, attention: [{ kind: 'conflict' }], resolved: null }],
      cursor: null,
    });
  });

  it('can be resolved with a note, and is listed no more', async () => {
    expect((await here('resolve', ID)).code).toBe(2);
    const { code, stdout } = await here('resolve', ID, '--note', 'refunded by hand', '--by', 'ann', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      attention: [],
      resolved: { kinds: ['conflict'], who: 'ann', note: 'refunded by hand' },
    });
    const row = await rawRow();
    expect(row['attention']).toBeUndefined();
    expect(row['resolved']?.M).toMatchObject({ kinds: { SS: ['conflict'] }, who: { S: 'ann' } });
    const listed = await eventually(
      async () => JSON.parse((await here('list', '--attention', '--json')).stdout),
      ({ items }) => items.length === 0,
    );
    expect(listed).toEqual({ items: [], cursor: null });
    expect((await here('resolve', ID, '--note', 'again')).stderr).toBe(`Nothing needs attention on ${ID}.\n`);
  });

  it('comes back with a new fact', async () => {
    await deliver(cli, inqud, ID, 'SEIZED', '2026-01-01T02:00:00.000Z');
    await waitForRow(cli, ID, 3);
    const row = await eventually(rawRow, (item) => item['attention'] !== undefined);
    expect(row).toMatchObject({ attention: { SS: ['unknown_status'] }, state: { S: 'expired' } });
    const { stdout } = await here('get', ID);
    expect(stdout).toContain('unknown_status: SEIZED is not in the provider');
    expect(stdout).toContain('conflict by ann');
  });
});

describe('rebuild', () => {
  it('prints a line per named checkout and a summary, and writes nothing by default', async () => {
    const { code, stdout } = await here('rebuild', ID, '--json');
    expect(code).toBe(0);
    const [line = '', summary = ''] = stdout.trim().split('\n');
    expect(JSON.parse(line)).toMatchObject({
      checkoutId: ID,
      provider: 'inqud',
      changed: false,
      before: { state: 'expired' },
      after: { state: 'expired' },
    });
    expect(JSON.parse(summary)).toEqual({ rows: 1, changed: 0, unchanged: 1 });
  });

  it('reads every checkout with --all, and asks for a choice without one', async () => {
    expect((await here('rebuild', '--all')).stdout).toBe('1 checkouts read, nothing to change.\n');
    const { code, stderr } = await here('rebuild');
    expect(code).toBe(2);
    expect(stderr).toContain('Name checkouts, or use --all, --state or --provider.');
  });
});

describe('list', () => {
  it('takes several states', async () => {
    const { stdout } = await here('list', '--state', 'pending', '--state', 'expired', '--json');
    expect(JSON.parse(stdout).items).toMatchObject([{ checkoutId: ID, state: 'expired' }]);
  });
});
