/** The console in a real browser, as a person uses it. */

import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutsHere } from '../../cli/run-checkouts.ts';
import { startConsoleProcess } from '../console-process.ts';
import { openBrowser, openSignedIn, type WatchedPage, whyNoBrowser } from './open-browser.ts';
import { fillShop, odd, openShop, paid, type Shop } from './shop.ts';

describe.skipIf(whyNoBrowser)(`The console in a browser${whyNoBrowser ? `: ${whyNoBrowser}` : ''}`, () => {
  let shop: Shop;
  let browser: Browser;
  let context: BrowserContext;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    await fillShop(shop);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    watched = await openSignedIn(context, shop.running.url);
    page = watched.page;
  });
  afterEach(async () => {
    await context.close();
    expect(watched.faults).toEqual([]);
  });

  const open = (path: string) => page.goto(`${shop.origin}${path}`);
  const status = () => page.getByRole('status');

  it('leaves the token in no address, and runs under its own policy', async () => {
    expect(page.url()).toBe(`${shop.origin}/`);
    expect(await page.title()).toContain('Overview');
    await status().filter({ hasText: 'Live' }).waitFor();
  });

  it('opens from a file, which is how the command opens the browser', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'console-test-'));
    const file = join(folder, 'open.html');
    await writeFile(file, `<meta http-equiv="refresh" content="0;url=${shop.running.url}">`);
    const other = await browser.newContext();
    const opened = await other.newPage();
    await opened.goto(pathToFileURL(file).href);
    await opened.getByText('Checkouts by state').waitFor();
    expect(opened.url()).toBe(`${shop.origin}/`);
    await other.close();
    await rm(folder, { recursive: true });
  });

  it('shows a new webhook without being reloaded, and keeps what was being typed', async () => {
    await open('/checkouts');
    await page.getByLabel('Find by id').fill('half a wo');
    await shop.apply('CCO-live_one', [paid]);
    await page.getByRole('link', { name: 'CCO-live_one' }).waitFor({ timeout: 5_000 });
    expect(await page.getByLabel('Find by id').inputValue()).toBe('half a wo');
  });

  it('keeps the focus on a row while the list changes', async () => {
    await open('/checkouts');
    await page.keyboard.press('j');
    const focused = () => page.evaluate('document.activeElement.getAttribute("href")');
    const before = await focused();
    await shop.apply('CCO-live_two', [paid]);
    await page.getByRole('link', { name: 'CCO-live_two' }).waitFor({ timeout: 5_000 });
    expect(await focused()).toBe(before);
  });

  it('resolves a checkout, which then waits for nobody', async () => {
    await shop.apply('CCO-to_resolve', [paid, odd]);
    await open('/checkouts/inqud/CCO-to_resolve');
    await page.getByLabel('What was done').fill('asked the provider');
    await sleep(1_500);
    expect(await page.getByLabel('What was done').inputValue()).toBe('asked the provider');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Resolved. Nothing waits for a person any more.').waitFor();
    await page.getByText('asked the provider', { exact: true }).waitFor();
    const { stdout } = await checkoutsHere(['list', '--attention', '--json'], shop.cli.environment);
    expect(stdout).not.toContain('CCO-to_resolve');
  });

  it('shows what a rebuild would change before it changes it', async () => {
    await shop.apply('CCO-to_rebuild', [{ ...paid, state: 'unknown', rank: 1 }]);
    await open('/checkouts/inqud/CCO-to_rebuild');
    await page.getByRole('link', { name: 'Show what would change' }).click();
    await page.getByText('A rebuild would make').waitFor();
    await page.getByRole('button', { name: 'Rebuild' }).click();
    await page.getByText('Rebuilt by the present lifecycle table.').waitFor();
  });

  it('follows keys: / searches, j and k move, ? helps', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('CCO-late');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/checkouts?id=CCO-late');
    await page.getByRole('link', { name: 'CCO-late' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/checkouts/inqud/CCO-late');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Keys' }).waitFor({ state: 'hidden' });
  });

  it('loads in twenty tabs of one browser, and all of them are live', async () => {
    const tabs: Page[] = [];
    for (let tab = 0; tab < 20; tab += 1) {
      const next = await context.newPage();
      await next.goto(`${shop.origin}/checkouts`);
      tabs.push(next);
    }
    for (const tab of tabs) await tab.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  }, 180_000);

  it('says that it is stale when its server hangs, and afterwards shows what checkouts list shows', async () => {
    await open('/checkouts');
    await status().filter({ hasText: 'Live' }).waitFor();
    shop.running.child.kill('SIGSTOP');
    const stopped = Date.now();
    await shop.apply('CCO-while_stopped', [paid]);
    await status().filter({ hasText: 'stale' }).waitFor({ timeout: 5_000 });
    expect(Date.now() - stopped).toBeLessThan(5_000);
    expect(await page.getByRole('link', { name: 'CCO-while_stopped' }).count()).toBe(0);
    shop.running.child.kill('SIGCONT');
    await status().filter({ hasText: 'Live' }).waitFor();
    await page.getByRole('link', { name: 'CCO-while_stopped' }).waitFor();
    const { stdout } = await checkoutsHere(['list', '--json'], shop.cli.environment);
    const listed = JSON.parse(stdout).items.map((each: { checkoutId: string }) => each.checkoutId);
    expect(await page.locator('#list th.id').allTextContents()).toEqual(listed);
  });

  it('says so on a page of one moment too, and when the console has ended', async () => {
    const other = await startConsoleProcess([], shop.cli.environment);
    const second = await openSignedIn(context, other.url);
    await second.page.goto(`${new URL(other.url).origin}/health`);
    await other.stop();
    await second.page.getByRole('status').filter({ hasText: 'stale' }).waitFor({ timeout: 5_000 });
  });

  it('can be read without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const without = await plain.newPage();
    await without.goto(shop.running.url);
    await without.getByText('Checkouts by state').waitFor();
    await without.getByRole('link', { name: 'Checkouts', exact: true }).click();
    await without.getByRole('link', { name: 'CCO-late' }).click();
    await without.getByText('It arrived late.').waitFor();
    expect(await without.getByRole('status').textContent()).toBe('Read once');
    await plain.close();
  });

  it('gives nothing to a page of another port, and does nothing for it', async () => {
    await shop.apply('CCO-target', [paid, odd]);
    const evil = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<iframe src="${shop.origin}/"></iframe><form method="post" target="_self"
        action="${shop.origin}/checkouts/inqud/CCO-target"><input name="action" value="resolve">
        <input name="note" value="evil"><input name="by" value="evil"></form>`);
    }).listen(0, '127.0.0.1');
    await once(evil, 'listening');
    // Its pages belong to the same site, so the browser sends the cookie.
    const { port }: Pick<AddressInfo, 'port'> = Object(evil.address());
    const foreign = await context.newPage();
    await foreign.goto(`http://127.0.0.1:${port}/`);
    const fetched = await foreign.evaluate(
      `fetch('${shop.origin}/', { credentials: 'include' }).then((a) => a.status, () => 'refused')`,
    );
    expect(fetched).toBe('refused');
    expect(await foreign.frames().at(-1)?.content()).not.toContain('Checkouts by state');
    await foreign.evaluate('document.forms[0].submit()');
    await foreign.getByText('The request comes from another origin.').waitFor();
    const { stdout } = await checkoutsHere(['list', '--attention', '--json'], shop.cli.environment);
    expect(stdout).toContain('CCO-target');
    evil.close();
  });
});
