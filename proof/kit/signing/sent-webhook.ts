import { createHmac } from 'node:crypto';
import type { Headers } from '../../../lib/webhook/headers.ts';
import type { SignatureScheme, SignedPart } from '../../../lib/webhook/signature-scheme.ts';

/**
 * A webhook in the parts that a signature may cover. It is signed and read here from the data of the scheme alone, a
 * second time and as plainly as possible: a judge that used the code of `lib` would believe the code under test.
 */
export interface SentWebhook {
  readonly body: Uint8Array;
  /** The address that the receiver has configured. */
  readonly url: string;
  /** The headers but that of the signature. Names are in lower case. */
  readonly headers: Headers;
  /** The fields of the signature header that are not digests, in order. A field may be repeated. */
  readonly fields: readonly (readonly [name: string, text: string])[];
  readonly digests: readonly string[];
}

/**
 * Returns the text that is signed, or undefined when a part of it is missing.
 *
 * @param missing the text of a part that is missing, for a careless sender or receiver
 */
export function signedText(scheme: SignatureScheme, sent: SentWebhook, missing?: string): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (const part of scheme.signed) {
    const piece = pieceOf(part, sent) ?? missing;
    if (piece === undefined) return undefined;
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

function pieceOf(part: SignedPart, sent: SentWebhook): string | Uint8Array | undefined {
  if (typeof part === 'string') return part;
  if ('part' in part) return part.part === 'body' ? sent.body : sent.url;
  if ('header' in part) return sent.headers[part.header] || undefined;
  if ('field' in part) return fieldOf(sent, part.field);
  const names = fieldOf(sent, part.headersNamedIn)?.split(' ') ?? [];
  const texts = names.map((name) => sent.headers[name]);
  return names.length === 0 || texts.includes(undefined) ? undefined : texts.join('.');
}

/** Returns the text of a field, or undefined when there is none. */
export const fieldOf = ({ fields }: SentWebhook, name: string): string | undefined =>
  fields.find(([other]) => other === name)?.[1];

/** Returns the digest with which the holder of a key signs this. @throws Error when a part of it is missing */
export function digestOf(
  scheme: SignatureScheme,
  sent: SentWebhook,
  key: string | Uint8Array,
  missing?: string,
): string {
  const text = signedText(scheme, sent, missing);
  if (text === undefined) throw new Error('A part of what is signed is missing.');
  return createHmac(scheme.algorithm, key).update(text).digest(scheme.encoding);
}

/** Returns the value of the signature header. */
export function signatureOf({ value }: SignatureScheme, { fields, digests }: SentWebhook): string {
  if ('prefix' in value) return value.prefix + digests.join();
  const items = [...fields, ...digests.map((digest) => [value.digest, digest] as const)];
  return items.map(([name, text]) => name + value.assign + text).join(value.separator);
}

/** Returns all headers, with that of the signature. */
export const headersOf = (scheme: SignatureScheme, sent: SentWebhook): Headers => ({
  ...sent.headers,
  [scheme.header]: signatureOf(scheme, sent),
});

/** Reads a webhook. @returns undefined when the signature header does not have the form of the scheme */
export function readSent(
  { header, value }: SignatureScheme,
  { body, url, headers }: Pick<SentWebhook, 'body' | 'url' | 'headers'>,
): SentWebhook | undefined {
  const { [header]: text = '', ...others } = headers;
  const fields: (readonly [string, string])[] = [];
  const digests: string[] = [];
  if ('prefix' in value) {
    if (!text.startsWith(value.prefix)) return undefined;
    digests.push(text.slice(value.prefix.length));
    return { body, url, headers: others, fields, digests };
  }
  for (const item of text.split(value.separator)) {
    const [name = '', ...rest] = item.split(value.assign);
    if (name === '' || rest.length === 0) return undefined;
    const content = rest.join(value.assign);
    if (name === value.digest) digests.push(content);
    else fields.push([name, content]);
  }
  return { body, url, headers: others, fields, digests };
}
