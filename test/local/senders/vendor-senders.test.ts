/** A life of a checkout at each provider, on the whole local stack, signed as the vendor signs. */

import { afterAll, describe, expect, it, vi } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { paidPath } from '../../../lib/providers/sending/paid-path.ts';
import { StackUnderTest } from '../stack/stack-under-test.ts';
import { asTheVendorSigns } from './as-the-vendor-signs.ts';

const PATIENCE = { timeout: 20_000, interval: 100 };
const subject = await StackUnderTest.start();
afterAll(() => subject.stack.stop());

/** The secrets of the local stack, as its help says. */
const secretOf = (name: string): string =>
  ['polar', 'crossmint'].includes(name) ? 'whsec_bG9jYWwtc2VjcmV0' : 'local-secret';

it('Every provider has a vendor that signs here', () => {
  expect(Object.keys(asTheVendorSigns)).toEqual(providers.map(({ name }) => name));
});

describe.each(providers.map((provider) => ({ provider, name: provider.name })))(
  'A checkout of $name',
  ({ provider, name }) => {
    it('is paid, whoever signs its webhooks', async () => {
      const { prefix, statuses } = paidPath(provider);
      const checkoutId = `${prefix}${name}-1`;
      const url = `${subject.stack.url}/webhooks/${name}`;
      for (const [step, status] of statuses.entries()) {
        const at = new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString();
        const body = JSON.stringify(provider.sample({ checkoutId, status, at, reference: 'order-1' }));
        const headers = await asTheVendorSigns[name]?.({ body, url, secret: secretOf(name) });
        const answer = await fetch(url, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...headers },
        });
        expect([status, answer.status]).toEqual([status, 200]);
      }
      await vi.waitFor(async () => {
        const row = await subject.row(checkoutId);
        expect(row).toMatchObject({
          provider: name,
          state: 'succeeded',
          status: statuses.at(-1),
          reference: 'order-1',
        });
        expect(row?.history).toHaveLength(statuses.length);
      }, PATIENCE);
    });
  },
);
