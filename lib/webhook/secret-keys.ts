import { createSecretKey, type KeyObject } from 'node:crypto';
import type { SignatureScheme } from './signature-scheme.ts';

const STANDARD_PREFIX = 'whsec_';

/**
 * The keys of each scheme by secret. To make a key of bytes costs more than to check a signature with it, and a function
 * checks thousands with the same few secrets. Rotations are rare, so that the list is simply emptied when it is long.
 */
const known = new WeakMap<SignatureScheme, Map<string, readonly KeyObject[]>>();
const MOST_SECRETS = 32;

/** Returns the keys that a secret stands for under a scheme. Empty when it has none of the forms that the scheme takes. */
export function secretKeys(scheme: SignatureScheme, secret: string): readonly KeyObject[] {
  let keys = known.get(scheme)?.get(secret);
  if (keys !== undefined) return keys;
  keys = makeKeys(scheme, secret);
  const bySecret = known.get(scheme) ?? new Map<string, readonly KeyObject[]>();
  if (bySecret.size >= MOST_SECRETS) bySecret.clear();
  known.set(scheme, bySecret.set(secret, keys));
  return keys;
}

/** An empty text is no key: anyone could sign with it. */
function makeKeys({ key }: SignatureScheme, secret: string): readonly KeyObject[] {
  const keys: KeyObject[] = [];
  for (const form of key) {
    const bytes = form === 'text' ? Buffer.from(secret) : standardKey(secret);
    if (bytes !== undefined && bytes.length > 0) keys.push(createSecretKey(bytes));
  }
  return keys;
}

/** The prefix may be left out, as in the packages of the vendors. */
function standardKey(secret: string): Uint8Array | undefined {
  const text = secret.startsWith(STANDARD_PREFIX) ? secret.slice(STANDARD_PREFIX.length) : secret;
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}

/** Returns a secret that holds a text, in the form that the scheme takes. For tests and the local stack. */
export const secretHolding = ({ key }: SignatureScheme, text: string): string =>
  key.includes('whsec') ? STANDARD_PREFIX + Buffer.from(text).toString('base64') : text;
