import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { unixSeconds } from '../values/unix-seconds.ts';
import type { Headers } from './headers.ts';
import { secretKeys } from './secret-keys.ts';
import type { SignatureScheme, SignedPart, SignedTime } from './signature-scheme.ts';
import { readSignatureValue, type SignatureValue } from './signature-value.ts';

/** Why a signature was refused. It is only logged: the answer to the sender is always the same. */
export type SignatureProblem =
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_mismatch'
  /** None of the configured secrets has a form that the scheme takes, so every signature would be refused. */
  | 'secret_malformed'
  /** The provider signed exactly this, but at a time too far from the arrival: an old webhook that someone repeats. */
  | 'signature_out_of_time';

/** The parts of a delivery that a signature may cover. */
export interface SignedDelivery {
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The time of arrival, in ISO 8601. */
  readonly receivedAt: string;
  /** The configured address of the webhook, for the schemes that sign it. */
  readonly url?: string;
}

/**
 * Checks the signature of a delivery.
 *
 * It is computed over the bytes as they were received. Decoding or parsing the body first would refuse some correctly
 * signed bodies (a byte-order mark, a bad UTF-8 byte) and accept some altered ones. The digests are compared in
 * constant time.
 *
 * @param secrets the active secrets. During a rotation there are two, and the provider may use either
 * @returns undefined when one of the secrets signed exactly this delivery
 */
export function checkSignature(
  scheme: SignatureScheme,
  delivery: SignedDelivery,
  secrets: readonly string[],
): SignatureProblem | undefined {
  const text = delivery.headers[scheme.header] ?? '';
  if (text === '') return 'signature_missing';
  const value = readSignatureValue(scheme, text);
  const content = value && signedContent(scheme, delivery, value);
  if (!content) return 'signature_malformed';
  let keys = 0;
  let isSigned = false;
  for (const secret of secrets) {
    for (const key of secretKeys(scheme, secret)) {
      keys += 1;
      isSigned ||= isSignedWith(scheme, content, value, key);
    }
  }
  if (keys === 0) return 'secret_malformed';
  if (!isSigned) return 'signature_mismatch';
  const { time } = scheme;
  return time === undefined || isInTime(time, delivery, value) ? undefined : 'signature_out_of_time';
}

/** The digest of the content under a key. */
export function hmac(
  { algorithm }: SignatureScheme,
  content: readonly (string | Uint8Array)[],
  key: KeyObject,
): Buffer {
  const digest = createHmac(algorithm, key);
  for (const part of content) digest.update(part);
  return digest.digest();
}

function isSignedWith(
  scheme: SignatureScheme,
  content: readonly (string | Uint8Array)[],
  { digests }: SignatureValue,
  key: KeyObject,
): boolean {
  const expected = hmac(scheme, content, key);
  return digests.some((claimed) => timingSafeEqual(expected, claimed));
}

/**
 * Returns the signed content, with neighboring texts joined, because each piece costs a call into OpenSSL. Undefined when a
 * part is missing. A part that is missing and one that is empty would sign the same text.
 */
function signedContent(
  { signed }: SignatureScheme,
  delivery: SignedDelivery,
  value: SignatureValue,
): readonly (string | Uint8Array)[] | undefined {
  const content: (string | Uint8Array)[] = [];
  let texts = '';
  for (const part of signed) {
    const next = contentOf(part, delivery, value);
    if (next === undefined) return undefined;
    if (typeof next === 'string') {
      texts += next;
      continue;
    }
    if (texts !== '') content.push(texts);
    content.push(next);
    texts = '';
  }
  if (texts !== '') content.push(texts);
  return content;
}

function contentOf(
  part: SignedPart,
  { headers, body, url }: SignedDelivery,
  { fields }: SignatureValue,
): string | Uint8Array | undefined {
  if (typeof part === 'string') return part;
  if ('part' in part) return part.part === 'body' ? body : url;
  if ('field' in part) return fields.get(part.field);
  // An id or a time that is empty is none.
  if ('header' in part) return headers[part.header] || undefined;
  const names = fields.get(part.headersNamedIn);
  if (names === undefined) return undefined;
  const values: string[] = [];
  for (const name of names.split(' ')) {
    const text = headers[name];
    if (text === undefined) return undefined;
    values.push(text);
  }
  return values.join('.');
}

const UNIX_SECONDS = /^[0-9]{1,11}$/;

/** Whether the signed time is near the arrival. Both are whole seconds, and the tolerance itself is accepted. */
function isInTime(
  { of, toleranceSeconds }: SignedTime,
  { headers, receivedAt }: SignedDelivery,
  { fields }: SignatureValue,
): boolean {
  const text = 'field' in of ? fields.get(of.field) : headers[of.header];
  if (!UNIX_SECONDS.test(text ?? '')) return false;
  return Math.abs(unixSeconds(receivedAt) - Number(text)) <= toleranceSeconds;
}
