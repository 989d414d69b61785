import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { sum } from '../kit/statistics.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

/** A list or a map takes so much itself, and one more byte for each of its elements. */
const DOCUMENT_BYTES = 3;
const ELEMENT_BYTES = 1;

/**
 * The bytes that DynamoDB counts for an item: names and values.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemSize = (item: Item): number =>
  sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueSize(value)));

function valueSize({ S, N, B, L, M }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return numberSize(N);
  if (B !== undefined) return B.length;
  if (L !== undefined) return DOCUMENT_BYTES + sum(L.map((element) => ELEMENT_BYTES + valueSize(element)));
  if (M !== undefined) return DOCUMENT_BYTES + itemSize(M) + ELEMENT_BYTES * Object.keys(M).length;
  return ELEMENT_BYTES;
}

/** "Approximately (length of attribute name) + (1 byte per two significant digits) + (1 byte)". */
function numberSize(text: string): number {
  const digits = text
    .replace(/^-/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + Number(text.startsWith('-'));
}
