import type { Provider } from '../../../lib/providers/provider.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { secretFor } from '../../../lib/providers/sending/secret-for.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { signWebhook } from '../../../lib/webhook/sign-webhook.ts';
import { documentedDigest, documentedSchemes } from '../../kit/documented-signatures.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';

/**
 * A word in every body and in a header that is kept. Nothing that is reported may contain it. It is short because a
 * text that quotes a body, such as a JSON error, may quote only its first few characters.
 */
export const CANARY = 'cAnArY';

/**
 * Returns the headers that the provider sends. Where its scheme is written down by hand, they are signed according to its
 * documentation and not by our code.
 *
 * @param at when it signs, in ISO 8601
 * @param id the id of the webhook, where the provider sends one
 */
export function authenticHeaders(
  name: string,
  body: Uint8Array,
  secret: string,
  at: string,
  id = 'webhook-1',
): Headers {
  const common = { 'content-type': 'application/json', 'user-agent': CANARY };
  const documented = documentedSchemes.get(name);
  if (documented) {
    const signature = documented.prefix + documentedDigest(documented, body, secret);
    return { ...common, [documented.header]: signature };
  }
  const { signature, eventIdHeader } = providerNamed(name);
  const headers: Record<string, string> = eventIdHeader === undefined ? {} : { [eventIdHeader]: id };
  const url = `${PUBLIC_URL}/webhooks/${name}`;
  return { ...common, ...headers, ...signWebhook(signature, { body, secret, at, id, url, headers }) };
}

/** Returns the digests that may not be reported: the one that was sent, and the valid one where it is known. */
export function digestsOf(name: string, sent: Headers, body: Uint8Array, secret: string): string[] {
  const claimed = digestIn(name, sent[signatureHeader(name)] ?? '');
  const scheme = documentedSchemes.get(name);
  return scheme ? [documentedDigest(scheme, body, secret), claimed] : [claimed];
}

/** The digest in a signature header, or the last one of several. */
export function digestIn(name: string, signature: string): string {
  const { value } = providerNamed(name).signature;
  if ('prefix' in value) return signature.slice(value.prefix.length);
  const beginning = value.digest + value.assign;
  const item = signature.split(value.separator).findLast((text) => text.startsWith(beginning)) ?? '';
  return item.slice(beginning.length);
}

export const signatureHeader = (name: string): string => providerNamed(name).signature.header;

/** Returns the secret of a provider after this number of rotations. */
export const secretOf = (name: string, rotations: number): string =>
  secretNamed(name, `${name}-signing-secret-${rotations}`);

/** Returns a secret that holds this text, in the form that the provider's secrets have. */
export const secretNamed = (name: string, text: string): string => secretFor(providerNamed(name), text);

export function providerNamed(name: string): Provider {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(`There is no provider ${name}.`);
  return provider;
}
