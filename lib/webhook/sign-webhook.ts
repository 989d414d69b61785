import { unixSeconds } from '../values/unix-seconds.ts';
import type { Headers } from './headers.ts';
import { secretKeys } from './secret-keys.ts';
import { hmac } from './signature.ts';
import type { SignatureScheme, SignedPart } from './signature-scheme.ts';

/** What a provider signs. For tests and the CLI. */
export interface Signing {
  readonly body: Uint8Array;
  readonly secret: string;
  /** When it signs, in ISO 8601. */
  readonly at: string;
  /** The id of the webhook, for the schemes that sign one. */
  readonly id?: string;
  /** The configured address of the webhook, for the schemes that sign it. */
  readonly url?: string;
  /** The provider's other headers, some of which a scheme may sign. */
  readonly headers?: Headers;
}

/**
 * Returns the headers with which the provider would sign a webhook: the signature, and those that it covers.
 * @throws RangeError when the secret does not have a form that the scheme takes, or when a part of what it signs is missing
 */
export function signWebhook(scheme: SignatureScheme, signing: Signing): Record<string, string> {
  const [key] = secretKeys(scheme, signing.secret);
  if (key === undefined) throw new RangeError('The signing secret must be base64, with or without whsec_.');
  const { content, covered, fields } = contentToSign(scheme, signing);
  const digest = hmac(scheme, content, key).toString(scheme.encoding);
  return { ...covered, [scheme.header]: headerValue(scheme, fields, digest) };
}

/** What a scheme signs, with the headers and the fields of the signature header that it covers. */
function contentToSign(scheme: SignatureScheme, signing: Omit<Signing, 'secret'>) {
  const covered: Record<string, string> = {};
  const fields = new Map<string, string>();
  const content: (string | Uint8Array)[] = [];
  for (const part of scheme.signed) {
    const text = contentOf(scheme, part, signing);
    content.push(text);
    if (typeof part === 'string' || typeof text !== 'string') continue;
    if ('header' in part) covered[part.header] = text;
    if ('field' in part) fields.set(part.field, text);
  }
  return { content, covered, fields };
}

function contentOf(
  scheme: SignatureScheme,
  part: SignedPart,
  signing: Omit<Signing, 'secret'>,
): string | Uint8Array {
  const { body, at, id, url, headers = {} } = signing;
  if (typeof part === 'string') return part;
  if ('part' in part) return part.part === 'body' ? body : given(url, 'address');
  if ('headersNamedIn' in part) return part.names.map((name) => given(headers[name], name)).join('.');
  if (JSON.stringify(part) === JSON.stringify(scheme.time?.of)) return String(unixSeconds(at));
  return 'field' in part ? namesIn(scheme, part.field) : given(id, part.header);
}

/** @throws RangeError when it is missing: without it, the signature would be one that no receiver accepts */
function given(text: string | undefined, what: string): string {
  if (text === undefined) throw new RangeError(`The signature covers the ${what}, which is missing.`);
  return text;
}

/** The names of the headers that the scheme signs, which are the content of a field. */
function namesIn({ signed }: SignatureScheme, field: string): string {
  for (const part of signed) {
    if (typeof part === 'string' || !('headersNamedIn' in part)) continue;
    if (part.headersNamedIn === field) return part.names.join(' ');
  }
  throw new RangeError(`Nothing says what the field ${field} of the signature contains.`);
}

function headerValue(
  { value }: SignatureScheme,
  fields: ReadonlyMap<string, string>,
  digest: string,
): string {
  if ('prefix' in value) return value.prefix + digest;
  const items = [...fields, [value.digest, digest] as const];
  return items.map(([name, content]) => name + value.assign + content).join(value.separator);
}
