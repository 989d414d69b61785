import type { Headers } from '../../../lib/webhook/headers.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, secretOf, signatureHeader } from './authentic-headers.ts';
import type { Webhook } from './planned-webhook.ts';

/** A way to forge a webhook, starting from an authentic one. */
interface Forgery {
  readonly name: string;
  /** Left out where the body stays as it is. */
  readonly body?: (authentic: Uint8Array) => Uint8Array;
  readonly headers: (forged: ForgedBody, secret: string) => Headers;
}

interface ForgedBody {
  readonly provider: string;
  readonly authentic: Uint8Array;
  readonly body: Uint8Array;
}

/** The headers of the authentic body. */
const headersOfAuthentic: Forgery['headers'] = ({ provider, authentic }, secret) =>
  authenticHeaders(provider, authentic, secret);

/** The right headers with another signature. */
function withSignature(forged: ForgedBody, secret: string, change: (signature: string) => string): Headers {
  const headers = authenticHeaders(forged.provider, forged.body, secret);
  const name = signatureHeader(forged.provider);
  return { ...headers, [name]: change(headers[name] ?? '') };
}

/** The same JSON value in other bytes. */
function reserialized(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString();
  return Buffer.from(text.replace(/[{[]/, (bracket) => `${bracket} `));
}

const BYTE_ORDER_MARK = Buffer.from('\u{feff}');

/** Other bytes that a decoder turns into the same text: another bad byte, or a byte-order mark more or less. */
function sameText(body: Uint8Array): Uint8Array {
  const at = body.indexOf(0xff);
  if (at >= 0) return Buffer.from(body).fill(0xfe, at, at + 1);
  const marked = BYTE_ORDER_MARK.equals(body.subarray(0, BYTE_ORDER_MARK.length));
  return marked ? body.subarray(BYTE_ORDER_MARK.length) : Buffer.concat([BYTE_ORDER_MARK, body]);
}

const alteredNearEnd = (body: Uint8Array): Uint8Array =>
  Buffer.from(body).fill('X', body.length - 4, body.length - 3);

function withoutSignature({ provider, body }: ForgedBody): Headers {
  const { [signatureHeader(provider)]: _signature, ...rest } = authenticHeaders(provider, body, '-');
  return rest;
}

const forgeries: readonly [Forgery, ...Forgery[]] = [
  { name: 'wrong secret', headers: ({ provider, body }) => authenticHeaders(provider, body, 'a guess') },
  { name: 'no signature', headers: withoutSignature },
  { name: 'empty signature', headers: (forged, secret) => withSignature(forged, secret, () => '') },
  {
    name: 'truncated signature',
    headers: (forged, secret) => withSignature(forged, secret, (signature) => signature.slice(0, -2)),
  },
  {
    name: 'longer signature',
    headers: (forged, secret) => withSignature(forged, secret, (signature) => `${signature}00`),
  },
  {
    name: 'repeated signature',
    headers: (forged, secret) => withSignature(forged, secret, (signature) => `${signature},${signature}`),
  },
  {
    name: 'no digest',
    headers: (forged, secret) =>
      withSignature(forged, secret, (signature) => signature.replace(/[0-9a-f]{40,}$/, '')),
  },
  { name: 'altered body', body: alteredNearEnd, headers: headersOfAuthentic },
  { name: 're-serialized body', body: reserialized, headers: headersOfAuthentic },
  { name: 'same text in other bytes', body: sameText, headers: headersOfAuthentic },
  { name: 'empty body', body: () => Buffer.alloc(0), headers: headersOfAuthentic },
  {
    name: 'secret of another provider',
    headers: ({ provider, body }) => {
      const other = provider === 'inqud' ? 'tweed' : 'inqud';
      return authenticHeaders(provider, body, secretOf(other, 0));
    },
  },
];

/** Draws a webhook that somebody else posts with a body like this one. It is tried twice. */
export function drawForgery(chooser: Chooser, authentic: Webhook): Webhook {
  const forgery = pick(chooser, forgeries);
  const provider = authentic.provider.name;
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
