import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const NORMALIZED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{6})Z$/;
const NS_PER_MS = 1_000_000n;
const SUB_MS_DIGITS = 6;

/** A normalized time as nanoseconds since the epoch, a third of the bytes of its text; anything else as text. */
export function packTime(text: string): AttributeValue {
  const [, toTheMs = '', subMs = ''] = NORMALIZED.exec(text) ?? [];
  const ms = Date.parse(`${toTheMs}Z`);
  if (Number.isNaN(ms)) return { S: text };
  return { N: String(BigInt(ms) * NS_PER_MS + BigInt(subMs)) };
}

/** The text again, to the letter. */
export function unpackTime({ S, N }: { readonly S?: string; readonly N?: string }): string | undefined {
  if (N === undefined) return S;
  const ns = BigInt(N);
  const subMs = ((ns % NS_PER_MS) + NS_PER_MS) % NS_PER_MS;
  const toTheMs = new Date(Number((ns - subMs) / NS_PER_MS)).toISOString().replace('Z', '');
  return `${toTheMs}${String(subMs).padStart(SUB_MS_DIGITS, '0')}Z`;
}
