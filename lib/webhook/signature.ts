import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Headers } from './headers.ts';

/** A signature scheme of the common kind: the HMAC of the raw body, in hexadecimal, in one header. */
export interface SignatureScheme {
  /** Lower case. */
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256';
  /** What stands before the digest in the header, such as `sha256=`. May be empty. */
  readonly prefix: string;
}

/** Why a signature was refused. For the log only: the sender is never told which. */
export type SignatureProblem = 'signature_missing' | 'signature_malformed' | 'signature_mismatch';

/**
 * Checks a body against the provider's signature.
 *
 * Works on the bytes as received: decoding them to text or parsing them first would refuse some correctly signed
 * bodies (a byte-order mark, a bad UTF-8 byte) and accept some altered ones. The digests are compared in
 * constant time.
 *
 * @param secrets the active ones; during a rotation there are two, and any of them may have signed
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

/** The header, name to value, that the provider would send with this body. */
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
 * Strict on purpose: `Buffer.from(text, 'hex')` would silently stop at the first bad character.
 * Both cases of hexadecimal digits are taken.
 */
function claimedDigest(scheme: SignatureScheme, text: string): Buffer | undefined {
  if (!text.startsWith(scheme.prefix)) return undefined;
  const hex = text.slice(scheme.prefix.length);
  const wellFormed = hex.length === DIGEST_BYTES[scheme.algorithm] * 2 && /^[0-9a-f]+$/i.test(hex);
  return wellFormed ? Buffer.from(hex, 'hex') : undefined;
}
