import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const DIGEST_BYTES = 32;
const UUID_BYTES = 16;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * An id as DynamoDB holds it: a SHA-256 or a UUID in half the bytes of its text, anything else as text.
 * History entries are what a row is made of, and a write is charged by the whole kilobyte of the row.
 */
export function packText(text: string): AttributeValue {
  const hex = UUID.test(text) ? text.replaceAll('-', '') : text;
  return UUID.test(text) || DIGEST.test(text) ? { B: Buffer.from(hex, 'hex') } : { S: text };
}

/** The text again, to the letter. */
export function unpackText({ S, B }: { readonly S?: string; readonly B?: Uint8Array }): string | undefined {
  if (!B) return S;
  const hex = Buffer.from(B).toString('hex');
  if (B.length === DIGEST_BYTES) return hex;
  if (B.length !== UUID_BYTES) return undefined;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
