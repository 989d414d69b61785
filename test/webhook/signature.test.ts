import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inqud } from '../../lib/providers/inqud.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { BODY, type SignatureScheme } from '../../lib/webhook/signature-scheme.ts';
import { signedBy } from '../../proof/kit/signed-by.ts';

const bytes = (text: string) => Buffer.from(text);
/** 0x01, 0x02 … 0x19 */
const countingKey = String.fromCharCode(...Array.from({ length: 25 }, (_, index) => index + 1));
const digestOf = (algorithm: 'sha1' | 'sha256', key: string, data: Uint8Array) =>
  signWebhook(bodyScheme(algorithm, ''), { body: data, secret: key, at: receivedAt })['x-signature'];

const receivedAt = '2026-01-01T00:00:00.000Z';

const bodyScheme = (algorithm: 'sha1' | 'sha256', prefix: string): SignatureScheme => ({
  header: 'x-signature',
  value: { prefix },
  algorithm,
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
});

describe('The signature', () => {
  it('matches the example in Inqud’s documentation', () => {
    const headers = { 'x-payload-digest': '7e36242a10fd65cbaacd7ff288df9fd3f9e75a46' };
    expect(signedBy(inqud, bytes('{"field":"value"}'), 'secret_value')).toEqual(headers);
    expect(
      checkSignature(inqud.signature, { headers, body: bytes('{"field":"value"}'), receivedAt }, [
        'secret_value',
      ]),
    ).toBeUndefined();
  });

  it('does not match the same JSON with one more space, because bodies are never re-serialized', () => {
    const headers = { 'x-payload-digest': '7e36242a10fd65cbaacd7ff288df9fd3f9e75a46' };
    const problem = checkSignature(
      inqud.signature,
      { headers, body: bytes('{"field": "value"}'), receivedAt },
      ['secret_value'],
    );
    expect(problem).toBe('signature_mismatch');
    expect(digestOf('sha1', 'secret_value', bytes('{"field": "value"}'))).toBe(
      '6625cfb98ddf0cbd9f74c186a6db05299cd1b927',
    );
  });

  it('matches the example in GitHub’s documentation, whose scheme Tweed uses', () => {
    const headers = {
      'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    };
    expect(signedBy(tweed, bytes('Hello, World!'), "It's a Secret to Everybody")).toEqual(headers);
    expect(
      checkSignature(tweed.signature, { headers, body: bytes('Hello, World!'), receivedAt }, [
        "It's a Secret to Everybody",
      ]),
    ).toBeUndefined();
  });

  // RFC 2202, section 3. Only the cases whose key is UTF-8 text, because our secrets are text.
  it.each([
    ['\x0b'.repeat(20), bytes('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
    ['Jefe', bytes('what do ya want for nothing?'), 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    [countingKey, Buffer.alloc(50, 0xcd), '4c9007f4026250c6bc8414f9bf50c86c2d7235da'],
    ['\x0c'.repeat(20), bytes('Test With Truncation'), '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04'],
  ])('matches RFC 2202 HMAC-SHA1, case %#', (key, data, digest) => {
    expect(digestOf('sha1', key, data)).toBe(digest);
  });

  // RFC 4231, section 4. Again only keys that are text.
  it.each([
    [
      '\x0b'.repeat(20),
      bytes('Hi There'),
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      'Jefe',
      bytes('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [countingKey, Buffer.alloc(50, 0xcd), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
  ])('matches RFC 4231 HMAC-SHA256, case %#', (key, data, digest) => {
    expect(digestOf('sha256', key, data)).toBe(digest);
  });
});

describe('A signature header', () => {
  const scheme = bodyScheme('sha256', 'sha256=');
  const body = bytes('body');
  const good = signWebhook(scheme, { body, secret: 'secret', at: receivedAt })['x-signature'] ?? '';
  const check = (text: string) =>
    checkSignature(scheme, { headers: { 'x-signature': text }, body, receivedAt }, ['secret']);

  it('may have upper-case digits', () => {
    expect(check(`sha256=${good.slice(7).toUpperCase()}`)).toBeUndefined();
  });

  it.each([
    ['', 'signature_missing'],
    [good.slice(7), 'signature_malformed'],
    [`sha1=${good.slice(7)}`, 'signature_malformed'],
    [`SHA256=${good.slice(7)}`, 'signature_malformed'],
    [`sha255=${good.slice(7)}`, 'signature_malformed'],
    [`sha256=g${good.slice(8)}`, 'signature_malformed'],
    [`${good}00`, 'signature_malformed'],
    [good.slice(0, -1), 'signature_malformed'],
    [`${good.slice(0, -1)}g`, 'signature_malformed'],
    [`${good},${good}`, 'signature_malformed'],
    [` ${good}`, 'signature_malformed'],
    [`sha256=${'0'.repeat(64)}`, 'signature_mismatch'],
  ])('%j is refused as %s', (text, problem) => {
    expect(check(text)).toBe(problem);
  });

  it('is never checked with an empty secret, which anyone could use', () => {
    const digest = createHmac('sha256', '').update(body).digest('hex');
    const headers = { 'x-signature': good.replace(/[0-9a-f]{64}/, digest) };
    expect(checkSignature(scheme, { headers, body, receivedAt }, [''])).toBe('secret_malformed');
    expect(checkSignature(scheme, { headers, body, receivedAt }, ['', 'another'])).toBe('signature_mismatch');
  });
});
