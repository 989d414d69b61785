import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Row } from '../../lib/aws/dynamodb/checkout-item.ts';

/** How many places version 1 knows. */
const PLACES = 16;
const NEWER_VERSION = 0xe2;
const EMPTY = 0xf0;
const LONG_TEXT = 0xf1;
/** How many bytes follow the first byte of a place, where that byte is not a length. */
const bytesBehind: Readonly<Record<number, number>> = { 240: 0, 242: 32, 243: 32, 244: 16, 245: 6, 246: 9 };

/** The place that the newer version adds to every entry. */
export const ADDED_PLACE = Buffer.from('\u0005later');

/** Returns the row as a newer version would store it: with another attribute, member, kind of fact, and place. */
export const newerRow = (row: Row): Row => ({
  ...row,
  addedLater: { S: 'kept' },
  attention: { SS: [...(row['attention']?.SS ?? []), 'added_later'] },
  attentionFacts: { M: { ...row['attentionFacts']?.M, 'added_later|fact': { S: 'It is risky.' } } },
  attentionShard: row['attentionShard'] ?? { S: 'attention#0' },
  ...(row['resolved'] && { resolved: { M: { ...row['resolved'].M, addedLater: { S: 'kept' } } } }),
  history: { L: (row['history']?.L ?? []).map(newerEntry) },
});

/** Written without the code under test: a newer version is not made of today's code. */
function newerEntry({ B: bytes = new Uint8Array() }: AttributeValue): AttributeValue {
  const places = placesIn(bytes);
  const filling = Buffer.alloc(PLACES - places, EMPTY);
  return { B: Buffer.concat([Buffer.of(NEWER_VERSION), bytes.subarray(1), filling, ADDED_PLACE]) };
}

function placesIn(bytes: Uint8Array): number {
  let places = 0;
  for (let at = 1; at < bytes.length; places += 1) {
    const head = bytes[at] ?? 0;
    if (head === LONG_TEXT) at += 3 + Buffer.from(bytes).readUInt16BE(at + 1);
    else at += 1 + (head < EMPTY ? head : (bytesBehind[head] ?? 0));
  }
  return places;
}
