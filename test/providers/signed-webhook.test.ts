import { describe, expect, it, vi } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { LOCAL_URL, signedWebhook } from '../../lib/providers/sending/signed-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const firstStatus = (lifecycles: object): string => Object.keys(Object.values(lifecycles)[0] ?? {})[0] ?? '';

describe('A signed webhook for the tests of a shop', () => {
  it.each(providers)('of $name is what the service accepts and reads', (provider) => {
    const status = firstStatus(provider.lifecycles);
    const [prefix = ''] = Object.keys(provider.lifecycles);
    const checkoutId = `${prefix}1`;
    const content = { checkoutId, status, at: '2026-01-01T00:00:00.000Z', reference: 'order-1' };
    const secret = secretFor(provider, 'secret');
    const { body, headers } = signedWebhook(provider.name, content, secret);
    const bytes = Buffer.from(body);
    const url = `${LOCAL_URL}/webhooks/${provider.name}`;
    const delivery = { headers, body: bytes, receivedAt: new Date().toISOString(), url };
    expect(checkSignature(provider.signature, delivery, [secret])).toBeUndefined();
    expect(checkSignature(provider.signature, delivery, [secretFor(provider, 'another')])).toBe(
      'signature_mismatch',
    );
    expect(headers['content-type']).toBe('application/json');
    expect(provider.parse(bytes, headers)).toMatchObject({
      kind: 'checkout',
      checkoutId,
      status,
      details: { reference: 'order-1' },
    });
  });

  it('has a new delivery id each time, where the provider sends one', () => {
    const one = () =>
      signedWebhook('tweed', { checkoutId: 'c', status: 'DONE' }, 's').headers['x-tweed-delivery'];
    expect(one()).toMatch(UUID);
    expect(one()).not.toBe(one());
    expect(signedWebhook('inqud', { checkoutId: 'CCO-1', status: 'NEW' }, 's').headers).toEqual({
      'content-type': 'application/json',
      'x-payload-digest': expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  it('is of the present, unless another time is given', () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-03T04:05:06.789Z') });
    try {
      const { body } = signedWebhook('inqud', { checkoutId: 'CCO-1', status: 'NEW' }, 's');
      expect(JSON.parse(body)).toMatchObject({ lastUpdatedAt: '2026-02-03T04:05:06.789Z' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('may have any body, as text or as a value for JSON', () => {
    expect(signedWebhook('inqud', { body: 'not json' }, 's').body).toBe('not json');
    expect(signedWebhook('inqud', { body: { id: 'CCO-1' } }, 's').body).toBe('{"id":"CCO-1"}');
  });

  it('needs a provider, and names them', () => {
    const names = providers.map(({ name }) => name).join(', ');
    expect(() => signedWebhook('inqd', { body: '' }, 's')).toThrow(
      new TypeError(`inqd is not a provider. Did you mean inqud? The providers are ${names}.`),
    );
    expect(() => signedWebhook('paypal', { body: '' }, 's')).toThrow(
      new TypeError(`paypal is not a provider. The providers are ${names}.`),
    );
  });
});
