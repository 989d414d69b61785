import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { secretFor } from '../../../lib/providers/sending/secret-for.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { documentedSchemes } from '../../kit/documented-signatures.ts';
import { isSigned } from '../../kit/signing/is-signed.ts';
import { headersOf, readSent } from '../../kit/signing/sent-webhook.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, type Signing, secretOf, urlOf } from './authentic-headers.ts';
import type { Webhook } from './planned-webhook.ts';
import { type ForgedBody, type Forgery, schemeForgeries } from './scheme-forgeries.ts';

/** The headers of the authentic body. */
const headersOfAuthentic: Forgery['headers'] = ({ provider, authentic }, signing) =>
  authenticHeaders(provider, authentic, signing);

/** The right headers with another signature. */
function withSignature(forged: ForgedBody, signing: Signing, change: (signature: string) => string): Headers {
  const headers = authenticHeaders(forged.provider, forged.body, signing);
  const name = forged.provider.signature.header;
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

function withoutSignature({ provider, body }: ForgedBody, signing: Signing): Headers {
  const { [provider.signature.header]: _signature, ...rest } = authenticHeaders(provider, body, signing);
  return rest;
}

function withoutDigest({ provider, body }: ForgedBody, signing: Signing): Headers {
  const { name, signature } = provider;
  const headers = authenticHeaders(provider, body, signing);
  const sent = readSent(signature, { body, url: urlOf(name), headers });
  return sent ? headersOf(signature, { ...sent, digests: [''] }) : headers;
}

const withSecret = ({ provider, body }: ForgedBody, signing: Signing, secret: string): Headers =>
  authenticHeaders(provider, body, { ...signing, secret });

const wrongSecret: Forgery = {
  name: 'wrong secret',
  headers: (forged, signing) => withSecret(forged, signing, secretFor(forged.provider, 'a guess')),
};

/** The secrets of the other providers, each in the form that this one's secrets have. */
const secretForgeries = ({ name: own }: Provider): readonly Forgery[] =>
  providers
    .filter(({ name }) => name !== own)
    .map(({ name }) => ({
      name: `secret of ${name}`,
      headers: (forged, signing) =>
        withSecret(forged, signing, secretFor(forged.provider, secretOf(name, 0).replace(/^whsec_/, ''))),
    }));

const forgeries: readonly [Forgery, ...Forgery[]] = [
  wrongSecret,
  { name: 'no signature', headers: withoutSignature },
  { name: 'empty signature', headers: (forged, signing) => withSignature(forged, signing, () => '') },
  {
    name: 'truncated signature',
    headers: (forged, signing) => withSignature(forged, signing, (signature) => signature.slice(0, -2)),
  },
  {
    name: 'longer signature',
    headers: (forged, signing) => withSignature(forged, signing, (signature) => `${signature}00`),
  },
  {
    name: 'repeated signature',
    headers: (forged, signing) => withSignature(forged, signing, (signature) => `${signature},${signature}`),
  },
  { name: 'no digest', headers: withoutDigest },
  { name: 'altered body', body: alteredNearEnd, headers: headersOfAuthentic },
  { name: 're-serialized body', body: reserialized, headers: headersOfAuthentic },
  { name: 'same text in other bytes', body: sameText, headers: headersOfAuthentic },
  { name: 'empty body', body: () => Buffer.alloc(0), headers: headersOfAuthentic },
];

/** Draws a webhook that somebody else posts with a body like this one. It is tried twice. */
export function drawForgery(chooser: Chooser, authentic: Webhook): Webhook {
  const { provider } = authentic;
  const general = pick(chooser, [...forgeries, pick(chooser, secretsOrWrong(provider))]);
  const [first, ...others] = documentedSchemes.has(provider.name) ? [] : schemeForgeries(provider);
  const forgery = first && chooser.below(2) === 1 ? pick(chooser, [first, ...others]) : general;
  const { retryBody: _, ...original } = authentic;
  const body = forgery.body?.(authentic.body) ?? authentic.body;
  const forged = { provider, authentic: authentic.body, body };
  return {
    ...original,
    name: `forged ${authentic.name} (${forgery.name})`,
    body,
    nature: { kind: 'forged' },
    headers: (signing) => unsignedHeaders(forgery, forged, signing),
    tries: 2,
    repeats: 0,
  };
}

function secretsOrWrong(provider: Provider): readonly [Forgery, ...Forgery[]] {
  return [wrongSecret, ...secretForgeries(provider)];
}

/** Where a forgery happens to be what the provider signs (a list may be repeated), a wrong secret signs it. */
function unsignedHeaders(forgery: Forgery, forged: ForgedBody, signing: Signing): Headers {
  const { provider, body } = forged;
  const headers = forgery.headers(forged, signing);
  const arrival = { body, headers, url: urlOf(provider.name), receivedAt: signing.at };
  return isSigned(provider.signature, arrival, [signing.secret])
    ? wrongSecret.headers(forged, signing)
    : headers;
}
