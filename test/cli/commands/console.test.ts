import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { type ConsoleProcess, startConsoleProcess } from '../../console/console-process.ts';
import { openedCookie, type Reply, send } from '../../console/test-console.ts';
import { type CliStack, deliver, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
let running: ConsoleProcess;
let cookie: string;
beforeAll(async () => {
  cli = await startCliStack();
  for (const id of ['CCO-1', 'CCO-2', 'CCO-3']) await deliver(cli, inqud, id, 'NEW', '2026-01-01T10:00:00Z');
  await deliver(cli, inqud, 'CCO-2', 'SUCCESS', '2026-01-01T10:05:00Z');
  await waitForRow(cli, 'CCO-2', 2);
  await waitForRow(cli, 'CCO-3', 1);
  running = await startConsoleProcess([], cli.environment);
  cookie = await openedCookie(running.url);
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await cli?.stack.stop();
});

const read = (path: string): Promise<Reply> =>
  send(Number(new URL(running.url).port), path, { headers: { cookie } });

describe('checkouts console', () => {
  it('accepts requests on 127.0.0.1 when it prints its address', () => {
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(cookie).not.toBe('');
  });

  it('shows the rows that checkouts list shows, in the same order', async () => {
    const { text } = await read('/checkouts');
    const shown = [...text.matchAll(/href="\/checkouts\/inqud\/(CCO-\d)"/g)].map(([, id]) => id);
    const { stdout } = await checkoutsHere(['list', '--json'], cli.environment);
    const listed: readonly { readonly checkoutId: string }[] = JSON.parse(stdout).items;
    expect(shown).toEqual(listed.map(({ checkoutId }) => checkoutId));
  });

  it('shows the document that checkouts get prints', async () => {
    const { text } = await read('/checkouts/inqud/CCO-2');
    const { stdout } = await checkoutsHere(['get', 'CCO-2', '--json'], cli.environment);
    expect(text.replaceAll('&quot;', '"').replaceAll('&#39;', "'")).toContain(stdout.trim());
  });

  it('counts on its first page', async () => {
    expect((await read('/')).text).toMatch(/succeeded<\/span><\/a><\/th><td class="number">1</);
  });

  it('says so if its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stdout } = await checkoutsHere(
      ['console', '--json', '--port', String(port)],
      cli.environment,
    );
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, 'invalid_argument']);
    other.close();
  });

  it('ends with 0 on Ctrl-C, also while a page is open', async () => {
    const other = await startConsoleProcess([], cli.environment);
    const exited = once(other.child, 'exit');
    await send(Number(new URL(other.url).port), '/');
    other.child.kill('SIGINT');
    expect((await exited)[0]).toBe(0);
  });
});
