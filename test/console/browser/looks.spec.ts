/** How pages look: to people with other eyes, on narrow screens, zoomed, in light and dark, and in every state. */

import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openBrowser, openSignedIn, whyNoBrowser } from './open-browser.ts';
import { fillShop, openShop, type Shop } from './shop.ts';

const LONG = `CCO-${'long_'.repeat(40)}`;
const pages = [
  '/',
  '/checkouts',
  '/checkouts?attention=yes',
  '/checkouts?id=CCO-none',
  '/checkouts?cursor=abc',
  '/checkouts/inqud/CCO-late',
  '/checkouts/inqud/CCO-contradicted',
  '/checkouts/inqud/CCO-unknown?preview=rebuild',
  `/checkouts/inqud/${LONG}`,
  '/checkouts/inqud/CCO-none',
  '/health',
  '/lifecycles',
  '/nowhere',
] as const;

const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** Returns what the page does wrong to people who use it with other senses. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return Violations.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe.skipIf(whyNoBrowser)(`How the console looks${whyNoBrowser ? `: ${whyNoBrowser}` : ''}`, () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  const openIn = async (options: Parameters<Browser['newContext']>[0], url = shop.running.url) => {
    const context = await browser.newContext(options);
    const { page } = await openSignedIn(context, url);
    return { context, page };
  };

  describe('before the first webhook', () => {
    it.each(['light', 'dark'] as const)('has no violation, %s', async (colorScheme) => {
      const { context, page } = await openIn({ colorScheme });
      for (const path of ['/', '/checkouts', '/lifecycles']) {
        await page.goto(`${shop.origin}${path}`);
        expect(await violationsOn(page), path).toEqual([]);
      }
      await context.close();
    });
  });

  describe('with rows of every kind', () => {
    beforeAll(() => fillShop(shop));

    it.each(['light', 'dark'] as const)(
      'has no violation on any page, %s',
      async (colorScheme) => {
        const { context, page } = await openIn({ colorScheme });
        for (const path of pages) {
          await page.goto(`${shop.origin}${path}`);
          expect(await violationsOn(page), path).toEqual([]);
        }
        await page.goto(`${shop.origin}/`);
        await page.keyboard.press('?');
        expect(await violationsOn(page), 'keys').toEqual([]);
        await context.close();
      },
      180_000,
    );

    it.each([
      ['at 360 px', 360, 1],
      ['at 1280 px, zoomed to 200 %', 640, 2],
      ['at 1600 px', 1_600, 1],
    ])(
      'never scrolls sideways as a whole, %s',
      async (_name, width, deviceScaleFactor) => {
        const { context, page } = await openIn({ viewport: { width, height: 740 }, deviceScaleFactor });
        for (const path of pages) {
          await page.goto(`${shop.origin}${path}`);
          const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect(excess, path).toBeLessThanOrEqual(0);
        }
        await context.close();
      },
      180_000,
    );

    it.each(['light', 'dark'] as const)(
      'has no violation when stale or without its table, %s',
      async (colorScheme) => {
        const other = await openShop();
        const { context, page } = await openIn({ colorScheme }, other.running.url);
        await other.cli.stack.stop();
        await page.getByRole('status').filter({ hasText: 'stale' }).waitFor();
        expect(await violationsOn(page), 'without its table').toEqual([]);
        await page.goto(`${other.origin}/checkouts`);
        await page.getByRole('alert').filter({ hasText: 'npm start' }).waitFor();
        expect(await violationsOn(page), 'an error').toEqual([]);
        await other.running.stop();
        await page.getByRole('status').filter({ hasText: 'stale' }).waitFor();
        expect(await violationsOn(page), 'without its server').toEqual([]);
        await context.close();
      },
      120_000,
    );
  });
});
