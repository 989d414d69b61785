import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { type CliStack, deliver, eventually, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
const claim = (...args: readonly string[]) => checkoutsHere(['claim', ...args], cli.environment);
const price = ['--amount', '100.250', '--currency', 'usd'];

beforeAll(async () => {
  cli = await startCliStack();
  await deliver(cli, inqud, 'CCO-paid', 'SUCCESS', '2026-01-01T00:00:00.000Z');
  await deliver(cli, inqud, 'CCO-open', 'NEW', '2026-01-01T00:00:00.000Z');
  await waitForRow(cli, 'CCO-paid', 1);
  await waitForRow(cli, 'CCO-open', 1);
});
afterAll(() => cli.stack.stop());

describe('checkouts claim', () => {
  it('ends with 0 exactly once, and then with 1', async () => {
    const ended = await Promise.all(
      Array.from({ length: 3 }, () => claim('CCO-paid', 'ship', ...price, '--json')),
    );
    expect(ended.map(({ code }) => code).toSorted()).toEqual([0, 1, 1]);
    const [winner] = ended.filter(({ code }) => code === 0);
    expect(JSON.parse(winner?.stdout ?? '')).toEqual({
      checkoutId: 'CCO-paid',
      purpose: 'ship',
      claimedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const { stdout } = await checkoutsHere(['get', 'CCO-paid', '--json'], cli.environment);
    expect(JSON.parse(stdout).claims).toEqual([{ purpose: 'ship', at: expect.any(String) }]);
  });

  it('ends with 0 again for the same claimant, and with 1 for another one', async () => {
    const first = await claim('CCO-paid', 'send-invoice', '--as', 'order-1', '--json');
    const again = await claim('CCO-paid', 'send-invoice', '--as', 'order-1', '--json');
    const other = await claim('CCO-paid', 'send-invoice', '--as', 'order-2');
    const nobody = await claim('CCO-paid', 'send-invoice');
    expect([first, again, other, nobody].map(({ code }) => code)).toEqual([0, 0, 1, 1]);
    expect(again.stdout).toBe(first.stdout);
  });

  it('shows in the inbox what was claimed, and is contradicted later', async () => {
    await deliver(cli, inqud, 'CCO-shipped', 'SUCCESS', '2026-01-01T00:00:00.000Z');
    await waitForRow(cli, 'CCO-shipped', 1);
    expect((await claim('CCO-shipped', 'ship')).code).toBe(0);
    await deliver(cli, inqud, 'CCO-shipped', 'EXPIRED', '2026-01-01T01:00:00.000Z');
    await waitForRow(cli, 'CCO-shipped', 2);
    const inbox = await eventually(
      () => checkoutsHere(['list', '--attention'], cli.environment),
      ({ stdout }) => stdout.includes('CCO-shipped'),
    );
    expect(inbox.stdout).toMatch(/^CCO-shipped .*conflict, claimed: ship/m);
    const { stdout } = await checkoutsHere(['get', 'CCO-shipped'], cli.environment);
    expect(stdout).toMatch(/^claimed +for ship, /m);
  });

  it.each([
    [['CCO-nobody', 'ship'], 'not_found'],
    [['CCO-paid', 'ship', '--amount', '1', '--currency', 'EUR'], 'already_claimed'],
    [['CCO-open', 'ship'], 'not_succeeded'],
    [['CCO-paid', 'e-mail', '--amount', '100.25', '--currency', 'EUR'], 'amount_differs'],
  ])('says why not: %j is %s', async (args, code) => {
    const ended = await claim(...args, '--json');
    expect([ended.code, ended.stdout + ended.stderr]).toEqual([1, expect.stringContaining(`"${code}"`)]);
  });

  it.each([
    [['CCO-paid', 'Ship it'], 'is not a purpose'],
    [['CCO-paid', 'x', '--as', 'order 1'], 'cannot name who claims'],
    [['CCO-paid', 'x', '--amount', '1'], 'go together'],
    [['CCO-paid', 'x', '--amount', '1,5', '--currency', 'EUR'], 'is not an amount'],
  ])('refuses %j', async (args, text) => {
    const ended = await claim(...args);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(text)]);
  });
});
