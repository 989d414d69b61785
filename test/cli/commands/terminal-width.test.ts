import { randomUUID } from 'node:crypto';
import stringWidth from 'string-width';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandNames, program } from '../../../cli/program.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { type CliStack, deliver, deliverBody, eventually, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const WIDTHS = [60, 80, 120, 200] as const;
const ID = `CCO-${randomUUID()}`;
const OTHER = `ORCO-${randomUUID()}`;
const root = await program(commandNames);
const lines = root.commands.flatMap((command) => [
  [command.name()],
  ...command.commands.map((child) => [command.name(), child.name()]),
]);

let cli: CliStack;
beforeAll(async () => {
  cli = await startCliStack();
  await deliver(cli, inqud, ID, 'NEW', '2026-01-01T10:00:00Z');
  await waitForRow(cli, ID, 1);
  await deliver(cli, inqud, ID, 'SUCCESS', '2026-01-01T10:05:00Z');
  await waitForRow(cli, ID, 2);
  await deliver(cli, inqud, ID, 'EXPIRED', '2026-01-01T10:04:00Z');
  await waitForRow(cli, ID, 3);
  const reference = 'an order of the spring sale, no. 4711-0815';
  const sent = ['send', 'inqud', OTHER, 'PENDING', '--at', '2026-01-01T10:00:00Z', '--reference', reference];
  await checkoutsHere(sent, cli.environment);
  await waitForRow(cli, OTHER, 1);
  await deliverBody(cli, tweed, '{"type":');
  await deliver(cli, inqud, 'no-prefix', 'NEW');
  await eventually(
    async () => JSON.parse((await checkoutsHere(['dlq', 'list', '--json'], cli.environment)).stdout).items,
    (items) => items.length === 2,
  );
});
afterAll(() => cli.stack.stop());
afterEach(() => {
  Reflect.deleteProperty(process.stdout, 'columns');
  Reflect.deleteProperty(process.stderr, 'columns');
  vi.restoreAllMocks();
});

/** Runs a command on a terminal of this width. */
async function onTerminal(width: number, ...args: readonly string[]) {
  for (const stream of [process.stdout, process.stderr]) {
    const before = { isTTY: stream.isTTY };
    Object.defineProperty(stream, 'columns', { value: width, configurable: true });
    stream.isTTY = true;
    afterEach(() => void Object.assign(stream, before));
  }
  return checkoutsHere(args, cli.environment);
}

const tooWide = (width: number, ...texts: readonly string[]) =>
  texts.flatMap((text) => text.split('\n')).filter((line) => stringWidth(line) > width);

describe.each(WIDTHS)('On a terminal of %i columns, no line is wider', (width) => {
  it.each([
    [['list']],
    [['list', '--state', 'refunded']],
    [['get', ID]],
    [['explain', ID]],
    [['stuck']],
    [['dlq', 'list']],
    [['doctor', '--no-probe']],
    [['trigger']],
    [['republish', 'CCO-none']],
    [['trigger', 'unknown-word', '--provider', 'btcpay']],
    [['get', `CCO-${'nobody'.repeat(20)}`]],
  ])('%j', async (args) => {
    const { stdout, stderr } = await onTerminal(width, ...args);
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(tooWide(width, stdout, stderr)).toEqual([]);
  });

  it.each([[[]], ...lines.map((line) => [line])])('%j --help', async (line) => {
    const { code, stdout } = await onTerminal(width, ...line, '--help');
    expect(code).toBe(0);
    expect(tooWide(width, stdout)).toEqual([]);
  });
});

describe('dlq list on a terminal', () => {
  it('shortens ids so that dlq show still finds their letters', async () => {
    const { stdout } = await onTerminal(60, 'dlq', 'list');
    const [id = ''] = stdout.split('\n')[1]?.split(' ') ?? [];
    expect(id).toMatch(/^\w+…\w+$/);
    expect(await onTerminal(200, 'dlq', 'show', id)).toMatchObject({ code: 0 });
    expect(await onTerminal(200, 'dlq', 'show', 'zz…zz')).toMatchObject({ code: 1 });
  });
});

describe('list on a terminal', () => {
  it('keeps both ends of an id, the state and the attention, and leaves out the rest one by one', async () => {
    const headings: string[] = [];
    for (const width of WIDTHS) headings.push((await onTerminal(width, 'list')).stdout.split('\n')[0] ?? '');
    expect(headings.map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      'CHECKOUT STATE SINCE AMOUNT ATTENTION',
      'CHECKOUT PROVIDER STATE STATUS SINCE AMOUNT ATTENTION',
      'CHECKOUT PROVIDER STATE STATUS SINCE AMOUNT REFERENCE ATTENTION',
      'CHECKOUT PROVIDER STATE STATUS SINCE AMOUNT REFERENCE ATTENTION',
    ]);
    const narrow = (await onTerminal(60, 'list')).stdout;
    expect(narrow).toMatch(new RegExp(`^CCO-.*….*${ID.slice(-4)} .*succeeded .*conflict$`, 'm'));
  });

  it('shows how long ago a state began', async () => {
    expect((await onTerminal(200, 'list')).stdout).toMatch(/ \d+ d ago /);
  });

  it('with --full, and in a pipe, shows everything whole', async () => {
    const full = (await onTerminal(60, 'list', '--full')).stdout;
    Reflect.deleteProperty(process.stdout, 'columns');
    process.stdout.isTTY = false;
    const piped = (await checkoutsHere(['list'], cli.environment)).stdout;
    expect(full).toContain(ID);
    expect(full).toContain('2026-01-01 10:05:00.000');
    expect(piped).toBe(full);
  });
});
