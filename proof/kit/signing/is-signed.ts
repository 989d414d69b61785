import type { Headers } from '../../../lib/webhook/headers.ts';
import type { SignatureScheme } from '../../../lib/webhook/signature-scheme.ts';
import { digestOf, fieldOf, readSent, type SentWebhook, signedText } from './sent-webhook.ts';

/** A webhook as it arrived. */
export interface Arrival {
  readonly body: Uint8Array;
  readonly headers: Headers;
  /** The configured address of the webhook. */
  readonly url: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** Returns whether one of the secrets signed this, by the data of the scheme. Not in constant time: it is a judge. */
export function isSigned(scheme: SignatureScheme, arrival: Arrival, secrets: readonly string[]): boolean {
  const sent = readSent(scheme, arrival);
  if (!sent || signedText(scheme, sent) === undefined) return false;
  if (hasRepeatedFields(sent) || !isInTime(scheme, sent, arrival.receivedAt)) return false;
  const claimed = sent.digests.map((digest) => (scheme.encoding === 'hex' ? digest.toLowerCase() : digest));
  for (const secret of secrets) {
    for (const key of keysIn(scheme, secret)) if (claimed.includes(digestOf(scheme, sent, key))) return true;
  }
  return false;
}

const hasRepeatedFields = ({ fields }: SentWebhook): boolean =>
  new Set(fields.map(([name]) => name)).size < fields.length;

/** Returns whether the signed time is within the tolerance of the arrival, before or after, counted in whole seconds. */
function isInTime({ time }: SignatureScheme, sent: SentWebhook, receivedAt: string): boolean {
  if (!time) return true;
  const text = ('field' in time.of ? fieldOf(sent, time.of.field) : sent.headers[time.of.header]) ?? '';
  const arrival = Math.trunc(new Date(receivedAt).getTime() / 1000);
  const earliest = arrival - time.toleranceSeconds;
  const latest = arrival + time.toleranceSeconds;
  return /^\d+$/.test(text) && text.length < 12 && Number(text) >= earliest && Number(text) <= latest;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Returns the keys that a secret stands for. A secret of no accepted form has none, and no key is empty. */
export function keysIn({ key }: SignatureScheme, secret: string): readonly Buffer[] {
  const keys: Buffer[] = [];
  if (key.includes('text')) keys.push(Buffer.from(secret));
  const encoded = secret.replace(/^whsec_/, '');
  if (key.includes('whsec') && BASE64.test(encoded)) keys.push(Buffer.from(encoded, 'base64'));
  return keys.filter(({ length }) => length > 0);
}
