import type { SignatureScheme } from './signature-scheme.ts';

const STANDARD_PREFIX = 'whsec_';

/** Returns the keys that a secret stands for under a scheme. Empty when it has none of the forms that the scheme takes. */
export function secretKeys({ key }: SignatureScheme, secret: string): readonly (string | Uint8Array)[] {
  const keys: (string | Uint8Array)[] = [];
  for (const form of key) {
    const bytes = form === 'text' ? secret : standardKey(secret);
    if (bytes !== undefined) keys.push(bytes);
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
