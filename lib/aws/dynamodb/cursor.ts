import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { InvalidCursor } from '../../app/ports.ts';

/** The key of an index entry. All our keys are texts. */
export type IndexKey = Record<string, AttributeValue>;

/** Where a list continues in each partition that it reads; null where a partition has not been started. */
export type PartitionKeys = readonly (IndexKey | null)[];

const StoredCursor = z.object({
  list: z.string(),
  keys: z.array(z.nullable(z.record(z.string(), z.object({ S: z.string() })))),
});

const LIST_DIGEST_LENGTH = 12;
/** A cursor that somebody made up must not fill the memory. Ours have about a kilobyte for each state. */
const LARGEST_CURSOR = 1_000_000;

/** Short text that is the same for cursors of the same list: its index, its partitions and its order. */
const digestOf = (list: string): string =>
  createHash('sha256').update(list).digest('base64url').slice(0, LIST_DIGEST_LENGTH);

/**
 * A cursor is opaque to the caller, who may store it and put it into a URL. It is compressed, because it repeats the
 * names of attributes for each partition.
 * @param list names the list that the cursor belongs to
 */
export const encodeCursor = (list: string, keys: PartitionKeys): string =>
  deflateRawSync(JSON.stringify({ list: digestOf(list), keys })).toString('base64url');

/**
 * @param partitions how many partitions the list reads
 * @throws InvalidCursor when no page of this list returned the cursor
 */
export function decodeCursor(list: string, partitions: number, cursor: string): PartitionKeys {
  const stored = parseCursor(cursor);
  if (stored?.list !== digestOf(list) || stored.keys.length !== partitions)
    throw new InvalidCursor('The cursor is not from this list. Start again without it.');
  return stored.keys;
}

function parseCursor(cursor: string): z.infer<typeof StoredCursor> | undefined {
  try {
    const bytes = inflateRawSync(Buffer.from(cursor, 'base64url'), { maxOutputLength: LARGEST_CURSOR });
    return z.safeParse(StoredCursor, JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}
