/** Writes the pictures of docs/console.md: `node launch/run.mjs test/console/browser/write-screenshots.ts`. */

import { inqud } from '../../../lib/providers/inqud.ts';
import { deliverBody } from '../../cli/cli-stack.ts';
import { openBrowser, openSignedIn } from './open-browser.ts';
import { expired, odd, openShop, paid, type Shop } from './shop.ts';

const WIDE = { width: 1_000, height: 640 };
const NARROW = { width: 360, height: 640 };

const shots = [
  ['bad-day', '/', WIDE, 'light'],
  ['bad-day-dark', '/', WIDE, 'dark'],
  ['checkout', '/checkouts/inqud/CCO-8c4df2e6', WIDE, 'light'],
  ['checkout-narrow-dark', '/checkouts/inqud/CCO-8c4df2e6', NARROW, 'dark'],
  ['list-narrow', '/checkouts', NARROW, 'light'],
] as const;

const shop = await openShop();
const browser = await openBrowser();
for (let row = 0; row < 40; row += 1)
  await shop.apply(`CCO-${(row * 7_919 + 70_001).toString(16)}`, row % 4 === 0 ? [{}] : [{}, paid]);
await write('healthy', '/', WIDE, 'light');
await haveBadDay(shop);
for (const [name, path, viewport, colorScheme] of shots) await write(name, path, viewport, colorScheme);
await browser.close();
await shop.close();

/** A contradiction after a shipment, words that nobody knows, and letters that nobody could read. */
async function haveBadDay({ apply, cli }: Shop): Promise<void> {
  await apply('CCO-8c4df2e6', [
    {},
    { status: 'PAYMENT_DETECTED', state: 'processing', rank: 30 },
    paid,
    expired,
  ]);
  await apply('CCO-8c4df2e6', [{ status: 'REQUEST_CREATED', rank: 20 }]);
  for (const id of ['CCO-1f0a', 'CCO-22b7', 'CCO-3c9d']) await apply(id, [{}, odd]);
  for (let letter = 0; letter < 4; letter += 1) await deliverBody(cli, inqud, `{"id":"CCO-${letter}"}`);
}

async function write(
  name: string,
  path: string,
  viewport: typeof WIDE | typeof NARROW,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme });
  const { page } = await openSignedIn(context, shop.running.url);
  await page.goto(`${shop.origin}${path}`);
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  // Counts are up to three seconds old.
  await page.waitForTimeout(4_000);
  await page.screenshot({ path: `docs/images/console-${name}.png` });
  await context.close();
}
