import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^(0x)?[0-9a-f]{64}$/;
const UUID_BYTES = 16;
const DIGEST_BYTES = 32;
/** Stands for the `0x` of a transaction hash: 33 bytes are no other kind of id. */
const PREFIX_BYTE = 0;

/**
 * An id as DynamoDB holds it: a SHA-256, a transaction hash or a UUID in half the bytes of its text, anything else
 * as text. History entries are what a row is made of, and a write is charged by the whole kilobyte of the row.
 */
export function packText(text: string): AttributeValue {
  if (UUID.test(text)) return { B: Buffer.from(text.replaceAll('-', ''), 'hex') };
  if (!DIGEST.test(text)) return { S: text };
  const digest = Buffer.from(text.replace('0x', ''), 'hex');
  return { B: text.startsWith('0x') ? Buffer.concat([Buffer.of(PREFIX_BYTE), digest]) : digest };
}

/** The text again, to the letter. */
export function unpackText({ S, B }: { readonly S?: string; readonly B?: Uint8Array }): string | undefined {
  if (!B) return S;
  const hex = Buffer.from(B).toString('hex');
  if (B.length === DIGEST_BYTES) return hex;
  if (B.length === DIGEST_BYTES + 1) return `0x${hex.slice(2)}`;
  if (B.length !== UUID_BYTES) return undefined;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
