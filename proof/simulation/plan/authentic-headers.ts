import type { Provider } from '../../../lib/providers/provider.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { secretFor } from '../../../lib/providers/sending/secret-for.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import {
  type DocumentedScheme,
  documentedDigest,
  documentedSchemes,
} from '../../kit/documented-signatures.ts';
import { PUBLIC_URL, signedBy } from '../../kit/signed-by.ts';
import { keysIn } from '../../kit/signing/is-signed.ts';
import { digestOf, readSent, signedText } from '../../kit/signing/sent-webhook.ts';

/**
 * A word in every body and in a header that is kept. Nothing that is reported may contain it. It is short because a
 * text that quotes a body, such as a JSON error, may quote only its first few characters.
 */
export const CANARY = 'cAnArY';

/** What a provider signs with, and when. */
export interface Signing {
  readonly secret: string;
  /** ISO 8601. */
  readonly at: string;
  /** The id of the event, where it is a header. By default it follows from the body. */
  readonly id?: string | undefined;
}

/**
 * Returns the headers that the provider sends. Those of two providers are signed according to their documentation and
 * not by our code. The others are signed by the data of the provider's scheme.
 */
export function authenticHeaders(provider: Provider, body: Uint8Array, { secret, at, id }: Signing): Headers {
  const headers = { 'content-type': 'application/json', 'user-agent': CANARY };
  const scheme = documentedSchemes.get(provider.name);
  if (!scheme) return { ...headers, ...signedBy(provider, body, secret, at, id) };
  return { ...headers, [scheme.header]: documentedSignature(scheme, body, secret) };
}

const documentedSignature = (scheme: DocumentedScheme, body: Uint8Array, secret: string): string =>
  scheme.prefix + documentedDigest(scheme, body, secret);

/** The configured address of a provider's webhook. */
export const urlOf = (provider: string): string => `${PUBLIC_URL}/webhooks/${provider}`;

/** Returns the digests that may not be reported: the valid one and those that were sent. */
export function digestsOf(provider: string, sent: Headers, body: Uint8Array, secret: string): string[] {
  const scheme = documentedSchemes.get(provider);
  if (!scheme) return schemeDigests(provider, sent, body, secret);
  const claimed = (sent[scheme.header] ?? '').replace(scheme.prefix, '');
  return [documentedDigest(scheme, body, secret), claimed];
}

function schemeDigests(provider: string, headers: Headers, body: Uint8Array, secret: string): string[] {
  const scheme = findProvider(provider)?.signature;
  const sent = scheme && readSent(scheme, { body, url: urlOf(provider), headers });
  if (!sent) return [];
  const digests = [...sent.digests];
  if (!signedText(scheme, sent)) return digests;
  for (const key of keysIn(scheme, secret)) digests.push(digestOf(scheme, sent, key));
  return digests;
}

/** Returns the secret of a provider after this number of rotations, in the form that its secrets have. */
export function secretOf(name: string, rotations: number): string {
  const text = `${name}-signing-secret-${rotations}`;
  const provider = findProvider(name);
  return provider ? secretFor(provider, text) : text;
}
