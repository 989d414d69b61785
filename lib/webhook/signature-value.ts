import type { ListValue, SignatureScheme } from './signature-scheme.ts';

/** The content of a signature header. */
export interface SignatureValue {
  /** The named fields that are not digests. Empty if the header is only a digest. */
  readonly fields: ReadonlyMap<string, string>;
  /** The digests. At least one. */
  readonly digests: readonly Buffer[];
}

/** Returns undefined when the text does not have the form of the scheme, or holds no digest of the right length. */
export function readSignatureValue(scheme: SignatureScheme, text: string): SignatureValue | undefined {
  const { value } = scheme;
  if (!('prefix' in value)) return readList(scheme, value, text);
  if (!text.startsWith(value.prefix)) return undefined;
  const digest = readDigest(scheme, text.slice(value.prefix.length));
  return digest && { fields: NO_FIELDS, digests: [digest] };
}

const NO_FIELDS: ReadonlyMap<string, string> = new Map();

/** A digest that is malformed is skipped, because another one in the list may be right. No other field may repeat. */
function readList(scheme: SignatureScheme, form: ListValue, text: string): SignatureValue | undefined {
  const fields = new Map<string, string>();
  const digests: Buffer[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf(form.separator, start);
    const end = found < 0 ? text.length : found;
    const at = text.indexOf(form.assign, start);
    if (at <= start || at >= end) return undefined;
    const name = text.slice(start, at);
    const content = text.slice(at + 1, end);
    start = end + 1;
    if (name === form.digest) {
      const digest = readDigest(scheme, content);
      if (digest) digests.push(digest);
    } else {
      if (fields.has(name)) return undefined;
      fields.set(name, content);
    }
  }
  return digests.length > 0 ? { fields, digests } : undefined;
}

const DIGEST_BYTES = { sha1: 20, sha256: 32 } as const;
const HEX = /^[0-9a-f]+$/i;

/**
 * Reads a digest. The text is checked, because `Buffer.from` silently skips bad characters or stops at them.
 * Hexadecimal digits may have either case. Base64 must have the padding.
 */
function readDigest({ algorithm, encoding }: SignatureScheme, text: string): Buffer | undefined {
  const bytes = DIGEST_BYTES[algorithm];
  if (encoding === 'hex')
    return text.length === bytes * 2 && HEX.test(text) ? Buffer.from(text, 'hex') : undefined;
  const digest = Buffer.from(text, 'base64');
  return digest.length === bytes && digest.toString('base64') === text ? digest : undefined;
}
