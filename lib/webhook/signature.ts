import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Headers } from './headers.ts';

/** The common signature scheme: the HMAC of the raw body, in hexadecimal, in one header. */
export interface SignatureScheme {
  /** Lower case. */
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256';
  /** The text before the digest in the header, such as `sha256=`. May be empty. */
  readonly prefix: string;
}

/** Why a signature was refused. It is only logged: the answer to the sender is always the same. */
export type SignatureProblem = 'signature_missing' | 'signature_malformed' | 'signature_mismatch';

/**
 * Checks the signature of a body.
 *
 * It is computed over the bytes as they were received. Decoding or parsing the body first would refuse some correctly
 * signed bodies (a byte-order mark, a bad UTF-8 byte) and accept some altered ones. The digests are compared in
 * constant time.
 *
 * @param secrets the active secrets. During a rotation there are two, and the provider may use either
 * @returns undefined when one of the secrets signed exactly this body
 */
export function checkSignature(
  scheme: SignatureScheme,
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
): SignatureProblem | undefined {
  const text = headers[scheme.header];
  if (text === undefined || text === '') return 'signature_missing';
  const claimed = claimedDigest(scheme, text);
  if (!claimed) return 'signature_malformed';
  const signed = secrets.some((secret) => timingSafeEqual(hmac(scheme, body, secret), claimed));
  return signed ? undefined : 'signature_mismatch';
}

/** Returns the signature header that the provider would send with this body. */
export function signBody(scheme: SignatureScheme, body: Uint8Array, secret: string): Record<string, string> {
  return { [scheme.header]: scheme.prefix + hmac(scheme, body, secret).toString('hex') };
}

/** The key is the secret as UTF-8 text. An empty secret would let anyone sign. */
function hmac(scheme: SignatureScheme, body: Uint8Array, secret: string): Buffer {
  if (secret === '') throw new RangeError('A signing secret must not be empty.');
  return createHmac(scheme.algorithm, secret).update(body).digest();
}

const DIGEST_BYTES = { sha1: 20, sha256: 32 } as const;

/**
 * Reads the digest from the header. The text is checked first, because `Buffer.from(text, 'hex')` silently stops at
 * the first bad character. Hexadecimal digits may have either case.
 */
function claimedDigest(scheme: SignatureScheme, text: string): Buffer | undefined {
  if (!text.startsWith(scheme.prefix)) return undefined;
  const hex = text.slice(scheme.prefix.length);
  const wellFormed = hex.length === DIGEST_BYTES[scheme.algorithm] * 2 && /^[0-9a-f]+$/i.test(hex);
  return wellFormed ? Buffer.from(hex, 'hex') : undefined;
}
