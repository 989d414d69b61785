/** Schemes of every kind, whether a provider here has them or not, and vendors' packages that sign. */

import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { stripe as stripeProvider } from '../../lib/providers/stripe.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import { secretHolding } from '../../lib/webhook/secret-keys.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { BODY, type SignatureScheme, WEBHOOK_URL } from '../../lib/webhook/signature-scheme.ts';
import { standardWebhooks } from '../../lib/webhook/standard-webhooks.ts';

const receivedAt = '2026-01-01T00:00:00.900Z';
const seconds = Math.floor(Date.parse(receivedAt) / 1000);
const body = Buffer.from('{"id":"evt_1"}');

const timedList = stripeProvider.signature;

const standard = standardWebhooks('webhook', ['whsec']);

const namedHeaders: SignatureScheme = {
  header: 'x-hook0-signature',
  value: { separator: ',', assign: '=', digest: 'v1' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [
    { field: 't' },
    '.',
    { field: 'h' },
    '.',
    { headersNamedIn: 'h', names: ['x-event-id', 'x-event-type'] },
    '.',
    BODY,
  ],
  time: { of: { field: 't' }, toleranceSeconds: 300 },
};

const urlAndBody: SignatureScheme = {
  header: 'x-signature',
  value: { prefix: '' },
  algorithm: 'sha256',
  encoding: 'base64',
  key: ['text'],
  signed: [WEBHOOK_URL, BODY],
};

const check = (scheme: SignatureScheme, headers: Headers, secret: string, url?: string) =>
  checkSignature(scheme, { headers, body, receivedAt, ...(url === undefined ? {} : { url }) }, [secret]);

describe('A list with a time in it', () => {
  const stripe = new Stripe('sk_test_1');
  const header = (changes: { secret?: string; timestamp?: number } = {}) =>
    stripe.webhooks.generateTestHeaderString({
      payload: body.toString(),
      secret: 'whsec_test',
      timestamp: seconds,
      ...changes,
    });

  it('is checked as Stripe signs it, and Stripe’s package accepts what we sign', () => {
    expect(check(timedList, { 'stripe-signature': header() }, 'whsec_test')).toBeUndefined();
    const at = new Date().toISOString();
    const ours = signWebhook(timedList, { body, secret: 'whsec_test', at })['stripe-signature'] ?? '';
    expect(stripe.webhooks.constructEvent(body, ours, 'whsec_test')).toMatchObject({ id: 'evt_1' });
  });

  it('accepts any of several digests, and skips the digests of other versions', () => {
    const good = header().replace(',v1=', `,v0=aa,v1=${'0'.repeat(64)},v1=`);
    expect(check(timedList, { 'stripe-signature': good }, 'whsec_test')).toBeUndefined();
  });

  it('skips a malformed digest, and refuses the list without another one', () => {
    const good = header().replace(',v1=', ',v1=aa,v1=');
    expect(check(timedList, { 'stripe-signature': good }, 'whsec_test')).toBeUndefined();
    const bad = `t=${seconds},v1=aa,v1=`;
    expect(check(timedList, { 'stripe-signature': bad }, 'whsec_test')).toBe('signature_malformed');
  });

  it.each([
    [-300, undefined],
    [300, undefined],
    [-301, 'signature_out_of_time'],
    [301, 'signature_out_of_time'],
  ])('signed %i s from the arrival is %s', (away, problem) => {
    const text = header({ timestamp: seconds + away });
    expect(check(timedList, { 'stripe-signature': text }, 'whsec_test')).toBe(problem);
  });

  it.each([
    ['v1=aa', 'signature_malformed'],
    [`t=${seconds}`, 'signature_malformed'],
    [`t=${seconds},=aa,v1=${'0'.repeat(64)}`, 'signature_malformed'],
    [`t=${seconds},t=${seconds},v1=${'0'.repeat(64)}`, 'signature_malformed'],
    [`v1=${'0'.repeat(64)}`, 'signature_malformed'],
    [`t=${seconds},v1=${'0'.repeat(64)}`, 'signature_mismatch'],
  ])('%s is refused as %s', (text, problem) => {
    expect(check(timedList, { 'stripe-signature': text }, 'whsec_test')).toBe(problem);
  });

  it.each(['1767225600abc', '1767225600 ', '-1', '', '1e9', ' 1767225600', '0x10'])(
    'a signed time of %j is refused',
    (t) => {
      const digest = createHmac('sha256', 'key').update(`${t}.${body}`).digest('hex');
      const text = `t=${t},v1=${digest}`;
      expect(check(timedList, { 'stripe-signature': text }, 'key')).toBe('signature_out_of_time');
    },
  );
});

describe('Standard Webhooks', () => {
  const secret = secretHolding(standard, 'local-secret');
  const webhook = new Webhook(secret);
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds),
    'webhook-signature': webhook.sign('msg_1', new Date(seconds * 1000), body.toString()),
  };

  it('are checked as the package signs them, and the package accepts what we sign', () => {
    expect(check(standard, headers, secret)).toBeUndefined();
    const ours = signWebhook(standard, { body, secret, at: new Date().toISOString(), id: 'msg_2' });
    expect(webhook.verify(body.toString(), ours)).toEqual({ id: 'evt_1' });
  });

  it('take the secret with and without its prefix', () => {
    expect(secret).toBe('whsec_bG9jYWwtc2VjcmV0');
    expect(check(standard, headers, 'bG9jYWwtc2VjcmV0')).toBeUndefined();
  });

  it('never match under a secret that is not base64', () => {
    expect(check(standard, headers, 'local-secret!')).toBe('secret_malformed');
    expect(() => signWebhook(standard, { body, secret: 'local-secret!', at: receivedAt })).toThrow(
      'The signing secret must be base64, with or without whsec_.',
    );
  });

  it.each(['webhook-id', 'webhook-timestamp'])('are malformed without %s', (name) => {
    const rest = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
    expect(check(standard, rest, secret)).toBe('signature_malformed');
  });

  it('are not signed without an id', () => {
    expect(() => signWebhook(standard, { body, secret, at: receivedAt })).toThrow(
      new RangeError('The signature covers the webhook-id, which is missing.'),
    );
  });

  it.each(['', 'whsec_'])('have no key in the secret %j', (empty) => {
    expect(check(standard, headers, empty)).toBe('secret_malformed');
  });

  it('do not match with another id', () => {
    expect(check(standard, { ...headers, 'webhook-id': 'msg_2' }, secret)).toBe('signature_mismatch');
  });

  it('may be keyed with the text of the secret too, if the scheme says so', () => {
    const both: SignatureScheme = { ...standard, key: ['text', 'whsec'] };
    expect(check(both, headers, secret)).toBeUndefined();
    const digest = createHmac('sha256', secret).update(`msg_1.${seconds}.${body}`).digest('base64');
    expect(check(both, { ...headers, 'webhook-signature': `v1,${digest}` }, secret)).toBeUndefined();
  });
});

describe('Headers that the signature names', () => {
  const values = { 'x-event-id': 'e1', 'x-event-type': 'payment' };
  const headers: Headers = {
    ...values,
    ...signWebhook(namedHeaders, { body, secret: 'key', at: receivedAt, headers: values }),
  };

  it('are signed with the time, their names and the body', () => {
    const text = `${seconds}.x-event-id x-event-type.e1.payment.${body}`;
    const digest = createHmac('sha256', 'key').update(text).digest('hex');
    expect(headers['x-hook0-signature']).toBe(`t=${seconds},h=x-event-id x-event-type,v1=${digest}`);
    expect(check(namedHeaders, headers, 'key')).toBeUndefined();
  });

  it('are needed to sign, and so are their names', () => {
    const sign = (scheme: SignatureScheme, known: Headers = {}) =>
      signWebhook(scheme, { body, secret: 'key', at: receivedAt, headers: known });
    expect(() => sign(namedHeaders)).toThrow('The signature covers the x-event-id, which is missing.');
    expect(() => signWebhook(namedHeaders, { body, secret: 'key', at: receivedAt })).toThrow(RangeError);
    expect(() => sign({ ...namedHeaders, signed: [{ field: 'x' }, BODY] })).toThrow(
      'Nothing says what the field x of the signature contains.',
    );
  });

  it('must be named in the signature', () => {
    const names = { headersNamedIn: 'h', names: ['x-event-id'] };
    const digest = createHmac('sha256', 'key').update(`.${body}`).digest('hex');
    const unnamed: SignatureScheme = { ...namedHeaders, signed: [names, '.', BODY] };
    expect(check(unnamed, { 'x-hook0-signature': `v1=${digest}` }, 'key')).toBe('signature_malformed');
  });

  it('must be there, and as they were signed', () => {
    const { 'x-event-id': _left, ...rest } = headers;
    expect(check(namedHeaders, rest, 'key')).toBe('signature_malformed');
    expect(check(namedHeaders, { ...headers, 'x-event-type': 'refund' }, 'key')).toBe('signature_mismatch');
  });
});

describe('The address of the webhook', () => {
  const url = 'https://example.com/webhooks/x';
  const headers = signWebhook(urlAndBody, { body, secret: 'key', at: receivedAt, url });

  it('is signed before the body, without anything between', () => {
    const digest = createHmac('sha256', 'key').update(`${url}${body}`).digest('base64');
    expect(headers).toEqual({ 'x-signature': digest });
    expect(check(urlAndBody, headers, 'key', url)).toBeUndefined();
  });

  it('must be the configured one', () => {
    expect(check(urlAndBody, headers, 'key', 'https://example.com/webhooks/y')).toBe('signature_mismatch');
    expect(check(urlAndBody, headers, 'key')).toBe('signature_malformed');
  });

  it('is needed to sign', () => {
    expect(() => signWebhook(urlAndBody, { body, secret: 'key', at: receivedAt })).toThrow(
      'The signature covers the address, which is missing.',
    );
  });

  it('does not match in base64 without its padding', () => {
    const text = (headers['x-signature'] ?? '').replace(/=+$/, '');
    expect(check(urlAndBody, { 'x-signature': text }, 'key', url)).toBe('signature_malformed');
  });
});

describe('A header that is sent twice during a rotation, as Mollie does', () => {
  const repeated: SignatureScheme = {
    header: 'x-mollie-signature',
    value: { separator: ',', assign: '=', digest: 'sha256' },
    algorithm: 'sha256',
    encoding: 'hex',
    key: ['text'],
    signed: [BODY],
  };
  const digest = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');
  const under = (secrets: readonly string[]) => {
    // API Gateway joins the values of a repeated header with a comma.
    const text = `sha256=${digest('old')},sha256=${digest('new')}`;
    return checkSignature(repeated, { headers: { 'x-mollie-signature': text }, body, receivedAt }, secrets);
  };

  it.each([['old'], ['new']])('is accepted with the secret %s alone', (secret) => {
    expect(under([secret])).toBeUndefined();
  });

  it('is refused with another secret', () => {
    expect(under(['other'])).toBe('signature_mismatch');
  });
});
