import type { SignatureScheme } from '../../lib/webhook/signature-scheme.ts';

/** Returns the text of the digest in the value of a signature header. In a list, of the last one. */
export function digestIn({ value }: SignatureScheme, text: string): string {
  if ('prefix' in value) return text.slice(value.prefix.length);
  const name = value.digest + value.assign;
  return text.slice(text.lastIndexOf(name) + name.length);
}
