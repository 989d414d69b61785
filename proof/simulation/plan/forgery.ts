import type { Provider } from '../../../lib/providers/provider.ts';
import { isNonEmpty } from '../../../lib/values/non-empty.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, digestIn, secretNamed, signatureHeader } from './authentic-headers.ts';
import type { Webhook } from './planned-webhook.ts';

/** A way to forge a webhook, starting from an authentic one. */
interface Forgery {
  readonly name: string;
  /** Left out where the body stays as it is. */
  readonly body?: (authentic: Uint8Array) => Uint8Array;
  readonly headers: (forged: ForgedBody, secret: string) => Headers;
  /** Whether the scheme of a provider makes this a forgery. By default it does. */
  readonly suits?: (provider: Provider) => boolean;
}

interface ForgedBody {
  readonly provider: string;
  readonly authentic: Uint8Array;
  readonly body: Uint8Array;
  /** When it is posted, in ISO 8601. */
  readonly at: string;
}

/** The headers of the authentic body. */
const headersOfAuthentic: Forgery['headers'] = ({ provider, authentic, at }, secret) =>
  authenticHeaders(provider, authentic, secret, at);

/** The right headers with another signature. */
function withSignature(forged: ForgedBody, secret: string, change: (signature: string) => string): Headers {
  const headers = authenticHeaders(forged.provider, forged.body, secret, forged.at);
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

function withoutSignature({ provider, body, at }: ForgedBody): Headers {
  const headers = authenticHeaders(provider, body, secretNamed(provider, '-'), at);
  const { [signatureHeader(provider)]: _signature, ...rest } = headers;
  return rest;
}

const HOUR_MS = 3_600_000;

/** Every tolerance is shorter. */
const longBefore = (at: string): string => new Date(Date.parse(at) - HOUR_MS).toISOString();

const forgeries: readonly [Forgery, ...Forgery[]] = [
  {
    name: 'wrong secret',
    headers: ({ provider, body, at }) =>
      authenticHeaders(provider, body, secretNamed(provider, 'a guess'), at),
  },
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
      withSignature(forged, secret, (signature) =>
        signature.replace(digestIn(forged.provider, signature), ''),
      ),
  },
  { name: 'altered body', body: alteredNearEnd, headers: headersOfAuthentic },
  { name: 're-serialized body', body: reserialized, headers: headersOfAuthentic },
  { name: 'same text in other bytes', body: sameText, headers: headersOfAuthentic },
  { name: 'empty body', body: () => Buffer.alloc(0), headers: headersOfAuthentic },
  {
    name: 'secret of another provider',
    headers: ({ provider, body, at }) =>
      authenticHeaders(provider, body, secretNamed(provider, 'another-signing-secret-0'), at),
  },
  {
    name: 'signed long ago',
    headers: ({ provider, body, at }, secret) => authenticHeaders(provider, body, secret, longBefore(at)),
    suits: ({ signature }) => signature.time !== undefined,
  },
];

/** Draws a webhook that somebody else posts with a body like this one. It is tried twice. */
export function drawForgery(chooser: Chooser, authentic: Webhook): Webhook {
  const suitable = forgeries.filter(({ suits }) => suits?.(authentic.provider) ?? true);
  const forgery = isNonEmpty(suitable) ? pick(chooser, suitable) : forgeries[0];
  const provider = authentic.provider.name;
  const body = forgery.body?.(authentic.body) ?? authentic.body;
  return {
    ...authentic,
    name: `forged ${authentic.name} (${forgery.name})`,
    body,
    nature: { kind: 'forged' },
    headers: (secret, at) => forgery.headers({ provider, authentic: authentic.body, body, at }, secret),
    tries: 2,
    repeats: 0,
  };
}
