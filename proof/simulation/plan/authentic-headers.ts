import type { Headers } from '../../../lib/webhook/headers.ts';
import {
  type DocumentedScheme,
  documentedDigest,
  documentedSchemes,
} from '../../kit/documented-signatures.ts';

/**
 * A word in every body and in a header that is kept. Nothing that is reported may contain it. It is short because a
 * text that quotes a body, such as a JSON error, may quote only its first few characters.
 */
export const CANARY = 'cAnArY';

/** Returns the headers that the provider sends, signed according to its documentation and not by our code. */
export function authenticHeaders(provider: string, body: Uint8Array, secret: string): Headers {
  const scheme = schemeOf(provider);
  const signature = scheme.prefix + documentedDigest(scheme, body, secret);
  return { 'content-type': 'application/json', 'user-agent': CANARY, [scheme.header]: signature };
}

/** Returns the digests that may not be reported: the valid one and the one that was sent. */
export function digestsOf(provider: string, sent: Headers, body: Uint8Array, secret: string): string[] {
  const scheme = schemeOf(provider);
  const claimed = (sent[scheme.header] ?? '').replace(scheme.prefix, '');
  return [documentedDigest(scheme, body, secret), claimed];
}

export const signatureHeader = (provider: string): string => schemeOf(provider).header;

/** Returns the secret of a provider after this number of rotations. */
export const secretOf = (provider: string, rotations: number): string =>
  `${provider}-signing-secret-${rotations}`;

function schemeOf(provider: string): DocumentedScheme {
  const scheme = documentedSchemes.get(provider);
  if (!scheme) throw new RangeError(`There is no documented signature scheme of ${provider}.`);
  return scheme;
}
