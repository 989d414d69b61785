import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { remarkOn, webhookToSend } from '../../../cli/webhooks/webhook-to-send.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { square } from '../../../lib/providers/square.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { ignoringTweed } from '../../providers/ignoring-tweed.ts';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const to = (url: string) => ({ url, secret: 'secret_value' });

describe('webhookToSend', () => {
  it('signs as the provider does', () => {
    const { headers } = webhookToSend(inqud, Buffer.from('{"field":"value"}'), to('http://h/'));
    expect(headers['x-payload-digest']).toBe('7e36242a10fd65cbaacd7ff288df9fd3f9e75a46');
  });

  it('gives each delivery a new id if the provider does', () => {
    const [one, other] = [1, 2].map(() => webhookToSend(tweed, bytes({}), to('http://h/')).headers);
    expect(one?.['x-tweed-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one?.['x-tweed-delivery']).not.toBe(other?.['x-tweed-delivery']);
  });

  it('signs the public address of the service, where the provider signs one', () => {
    const body = bytes({});
    const digestOf = (publicUrl?: string) =>
      webhookToSend(square, body, withoutUndefined({ ...to('http://h:3000'), publicUrl })).headers[
        'x-square-hmacsha256-signature'
      ];
    const digestUnder = (url: string) =>
      createHmac('sha256', 'secret_value').update(url).update(body).digest('base64');
    expect(digestOf()).toBe(digestUnder('http://h:3000/webhooks/square'));
    expect(digestOf('https://tunnel.example.com/')).toBe(
      digestUnder('https://tunnel.example.com/webhooks/square'),
    );
  });

  it('adds the path to an address, and does not change a whole URL', () => {
    expect(webhookToSend(tweed, bytes({}), to('http://h:3000')).url).toBe('http://h:3000/webhooks/tweed');
    expect(webhookToSend(tweed, bytes({}), to('http://h/x?y=1')).url).toBe('http://h/x?y=1');
  });
});

describe('remarkOn', () => {
  const sample = (checkoutId: string, status: string) =>
    bytes(inqud.sample({ checkoutId, status, at: '2026-01-01T10:00:00Z' }));

  it('has no remark on an ordinary webhook', () => {
    expect(remarkOn(inqud, sample('CCO-1', 'NEW'), { checkoutId: 'CCO-1', status: 'NEW' })).toBeUndefined();
  });

  it.each([
    ['an unreadable body', sample('no-prefix', 'NEW'), {}, 'unexpected_shape at id'],
    ['an unknown status', sample('CCO-1', 'X'), {}, 'Inqud has no status X'],
    ['a body about another checkout', sample('CCO-1', 'NEW'), { checkoutId: 'CCO-2' }, 'It says CCO-1 NEW'],
    ['a body with another status', sample('CCO-1', 'NEW'), { status: 'SUCCESS' }, 'It says CCO-1 NEW'],
  ])('remarks on %s', (_case, body, asked, remark) => {
    expect(remarkOn(inqud, body, asked)).toContain(remark);
  });

  it('remarks on a webhook that is not about a checkout', () => {
    const body = bytes({ type: 'OTHER', data: {} });
    expect(remarkOn(ignoringTweed, body, {})).toContain('counted and ignored');
    expect(remarkOn(tweed, body, {})).toContain('unknown_type');
  });
});
