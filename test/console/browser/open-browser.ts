import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const paths = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const executablePath = paths.find((path) => path !== undefined && existsSync(path));

/** Why no browser can run here; undefined if one can. */
export const whyNoBrowser: string | undefined =
  executablePath === undefined ? 'there is no chromium; apt-get install chromium' : undefined;

/** Starts the browser without its sandbox, which does not work for root, as in CI. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });

/** A page, and everything about it that must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** Dialogs, errors, refusals by the policy, and requests to other hosts. */
  readonly faults: readonly string[];
}

/** Opens a page that has signed in to a console. */
export async function openSignedIn(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  const { host } = new URL(url);
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = /status of (404|422|503)|ERR_/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isExpected) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).host !== host) faults.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults };
}
