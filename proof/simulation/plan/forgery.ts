import type { Headers } from '../../../lib/webhook/headers.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import {
  authenticHeaders,
  type ProviderName,
  providerName,
  secretOf,
  signatureHeader,
} from './authentic-headers.ts';
import type { Webhook } from './planned-webhook.ts';

/** How a forger goes about it, given an authentic webhook to start from. */
interface Forgery {
  readonly name: string;
  readonly body?: (authentic: Uint8Array) => Uint8Array;
  readonly headers: (forged: Signing, secret: string) => Headers;
}

interface Signing {
  readonly provider: ProviderName;
  readonly authentic: Uint8Array;
  readonly body: Uint8Array;
}

const ofAuthentic: Forgery['headers'] = ({ provider, authentic }, secret) =>
  authenticHeaders(provider, authentic, secret);

const signedWith =
  (secret: (provider: ProviderName) => string): Forgery['headers'] =>
  ({ provider, body }) =>
    authenticHeaders(provider, body, secret(provider));

const withSignature =
  (change: (signature: string) => string): Forgery['headers'] =>
  ({ provider, body }, secret) => {
    const headers = authenticHeaders(provider, body, secret);
    const name = signatureHeader(provider);
    return { ...headers, [name]: change(headers[name] ?? '') };
  };

/** The same JSON value in other bytes. */
const reserialized = (body: Uint8Array): Uint8Array => {
  const text = Buffer.from(body).toString();
  return Buffer.from(text.replace(/[{[]/, (bracket) => `${bracket} `));
};

const BYTE_ORDER_MARK = Buffer.from('\u{feff}');

/** Bytes that a decoder turns into the same text: another bad byte, a byte-order mark more or less. */
const sameText = (body: Uint8Array): Uint8Array => {
  const at = body.indexOf(0xff);
  if (at >= 0) return Buffer.from(body).fill(0xfe, at, at + 1);
  const marked = BYTE_ORDER_MARK.equals(body.subarray(0, BYTE_ORDER_MARK.length));
  return marked ? body.subarray(BYTE_ORDER_MARK.length) : Buffer.concat([BYTE_ORDER_MARK, body]);
};

const otherStatus = (body: Uint8Array): Uint8Array =>
  Buffer.from(body).fill('X', body.length - 4, body.length - 3);

const forgeries: readonly [Forgery, ...Forgery[]] = [
  { name: 'wrong secret', headers: signedWith(() => 'a guess') },
  { name: 'no signature', headers: ({ provider, body }) => without(provider, body) },
  { name: 'empty signature', headers: withSignature(() => '') },
  { name: 'truncated signature', headers: withSignature((signature) => signature.slice(0, -2)) },
  { name: 'longer signature', headers: withSignature((signature) => `${signature}00`) },
  { name: 'repeated signature', headers: withSignature((signature) => `${signature},${signature}`) },
  { name: 'no digest', headers: withSignature((signature) => signature.replace(/[0-9a-f]{40,}$/, '')) },
  { name: 'altered body', body: otherStatus, headers: ofAuthentic },
  { name: 're-serialized body', body: reserialized, headers: ofAuthentic },
  { name: 'same text in other bytes', body: sameText, headers: ofAuthentic },
  { name: 'empty body', body: () => Buffer.alloc(0), headers: ofAuthentic },
  {
    name: 'secret of another provider',
    headers: signedWith((provider) => secretOf(provider === 'inqud' ? 'tweed' : 'inqud', 0)),
  },
];

function without(provider: ProviderName, body: Uint8Array): Headers {
  const { [signatureHeader(provider)]: _left, ...rest } = authenticHeaders(provider, body, '-');
  return rest;
}

/** Someone else posts a body like this one, and tries twice. */
export function drawForgery(chooser: Chooser, authentic: Webhook): Webhook {
  const forgery = pick(chooser, forgeries);
  const provider = providerName(authentic.provider.name);
  const body = forgery.body?.(authentic.body) ?? authentic.body;
  return {
    ...authentic,
    name: `forged ${authentic.name} (${forgery.name})`,
    body,
    nature: { kind: 'forged' },
    headers: (secret) => forgery.headers({ provider, authentic: authentic.body, body }, secret),
    tries: 2,
    repeats: 0,
  };
}
