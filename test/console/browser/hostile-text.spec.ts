/** Every text of a provider is hostile: it is shown as text, whichever field it comes in. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClaims, openRows } from '../../../cli/aws/open-rows.ts';
import { localTarget } from '../../../cli/stage/target.ts';
import { resolveCheckout } from '../../../lib/app/rows/resolve-checkout.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { openBrowser, openSignedIn, whyNoBrowser } from './open-browser.ts';
import { openShop, paid, type Shop } from './shop.ts';

const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</title><script>alert(1)</script>',
  '</svg><script>alert(1)</script>',
  '</textarea></pre><iframe srcdoc="<script>parent.alert(1)</script>">',
  'javascript:alert(1)',
  '" autofocus onfocus="alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '<a href="//evil.example">paid</a><base href="//evil.example">',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<link rel="stylesheet" href="//evil.example/x.css"><style>*{display:none}</style>',
  '<form action="//evil.example"><button>Pay</button>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: It is no template.
  '${alert(1)}`<!--<script>',
  '\u202Egnp.exe\u2066 \u0000\u001b[2J\u2028x',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '../../../?token=x#y%2e%2e',
];

describe.skipIf(whyNoBrowser)(`Hostile text${whyNoBrowser ? `: ${whyNoBrowser}` : ''}`, () => {
  let shop: Shop;
  let browser: Browser;
  const ids: string[] = [];
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    for (const [index, text] of corpus.entries()) ids.push(await fill(shop, `${index}${idOf(text)}`, text));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it('runs nowhere, adds no element, and asks no other host', async () => {
    const context = await browser.newContext();
    const { page, faults } = await openSignedIn(context, shop.running.url);
    const paths = ['/', '/checkouts', '/checkouts?attention=yes', '/lifecycles'];
    for (const text of corpus) {
      const encoded = encodeURIComponent(text);
      paths.push(
        `/checkouts?reference=${encoded}&provider=${encoded}&state=${encoded}`,
        `/checkouts?id=${encoded}`,
      );
    }
    for (const id of ids)
      paths.push(`/checkouts/inqud/${encodeURIComponent(id)}?done=${encodeURIComponent(id)}`);
    for (const path of paths) {
      await page.goto(`${shop.origin}${path}`);
      const added = page.locator(
        'main :is(script, img, iframe, object, embed, base, meta, link, style, [onload], [onerror], [onfocus], [href*="evil"][href^="//"])',
      );
      expect(await added.count(), path).toBe(0);
      expect(await page.locator('script').count(), path).toBe(1);
      expect(await page.locator('form:not([action^="/"]):not([method="dialog"])').count(), path).toBe(0);
    }
    expect(faults).toEqual([]);
    await context.close();
  }, 300_000);

  it('is text on the page of its checkout', async () => {
    const context = await browser.newContext();
    const { page } = await openSignedIn(context, shop.running.url);
    const [first = ''] = ids;
    await page.goto(`${shop.origin}/checkouts/inqud/${encodeURIComponent(first)}`);
    expect(await page.locator('h1 bdi').textContent()).toBe(first);
    expect(await page.locator('dd').allTextContents()).toContain(corpus[0]);
    await context.close();
  });
});

const TIME = '2026-11-30T10:00:00.000Z';

/** Ids are visible ASCII, and an event's has no bar. */
const idOf = (text: string): string => text.replace(/[^\x21-\x7b}~]/g, '_').slice(0, 100);

/** Writes a checkout with a text in every field that a provider, a merchant or a person can fill. Returns its id. */
async function fill(shop: Shop, checkoutId: string, text: string): Promise<string> {
  const details = {
    amount: text,
    currency: text,
    amountReceived: text,
    currencyReceived: text,
    reference: text,
    transactionHash: text,
    rawAmount: text,
    rawCurrency: text,
  };
  await shop.apply(checkoutId, [{ ...paid, eventId: `1${idOf(text)}`, deliveryId: text, details }]);
  const target = localTarget(shop.cli.environment);
  const key = { checkoutId, provider: 'inqud' };
  await openClaims(target).claims.claim(key, 1, text, { at: TIME, id: text });
  await shop.apply(checkoutId, [
    { status: text, state: 'unknown', rank: 1, eventId: `2${idOf(text)}`, details },
  ]);
  const by = { who: text, note: text, when: TIME };
  await resolveCheckout(openRows(target), findProvider, key, by, new AbortController().signal);
  await shop.apply(checkoutId, [
    { status: `${text}!`, state: 'unknown', rank: 1, eventId: `3${idOf(text)}`, details },
  ]);
  return checkoutId;
}
