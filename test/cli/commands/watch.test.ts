import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LiveScreen } from '../../../cli/watch/live-screen.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { type CliStack, deliver, startCliStack, waitForRow } from '../cli-stack.ts';

let cli: CliStack;
beforeAll(async () => {
  cli = await startCliStack();
});
afterAll(() => cli.stack.stop());

describe('list --watch in a pipe', () => {
  it('prints a plain line for each change until it is interrupted, and exits with 0', async () => {
    await deliver(cli, inqud, 'CCO-watched', 'NEW', '2026-01-01T10:00:00Z');
    await waitForRow(cli, 'CCO-watched', 1);
    const child = spawn(process.execPath, ['cli/checkouts.mjs', 'list', '--watch'], {
      env: { ...process.env, ...cli.environment, NO_COLOR: '1' },
    });
    let printed = '';
    child.stdout.on('data', (data) => {
      printed += data;
    });
    const lines = () => printed.split('\n').map((line) => line.split(/ +/).slice(0, 3).join(' '));
    const patience = { timeout: 15_000 };
    await vi.waitFor(
      () => expect(lines()).toEqual(['CHECKOUT PROVIDER STATE', 'CCO-watched inqud pending', '']),
      patience,
    );
    await deliver(cli, inqud, 'CCO-watched', 'SUCCESS', '2026-01-01T10:05:00Z');
    await vi.waitFor(() => expect(lines().slice(2)).toEqual(['CCO-watched inqud succeeded', '']), patience);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });
});

describe('LiveScreen', () => {
  it('writes each text over the one before, and leaves out lines below the screen', () => {
    const stream = Object.assign(new PassThrough(), { rows: 4 });
    const screen = new LiveScreen(stream as unknown as NodeJS.WriteStream);
    screen.show('one\ntwo');
    screen.show('1\n2\n3\n4\n5');
    screen.show('end');
    expect(String(stream.read())).toBe('\u001b[Jone\ntwo\n\u001b[2A\u001b[J1\n2\n…\n\u001b[3A\u001b[Jend\n');
  });
});
