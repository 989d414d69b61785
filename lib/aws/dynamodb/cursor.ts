import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

/** The key of an index entry. Keys of ours are texts throughout. */
export type IndexKey = Record<string, AttributeValue>;

/** Where a list goes on in each partition that it reads; null where a partition has not been begun. */
export type PartitionKeys = readonly (IndexKey | null)[];

const StoredCursor = z.array(z.nullable(z.record(z.string(), z.object({ S: z.string() }))));

/** A cursor came back that is none of ours. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Opaque to the caller: it may be stored and put into a URL, and that is all. */
export const encodeCursor = (keys: PartitionKeys): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/** @throws InvalidCursor */
export function decodeCursor(cursor: string): PartitionKeys {
  try {
    return z.parse(StoredCursor, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new InvalidCursor('The cursor is not one that an earlier page gave. Begin again without it.');
  }
}
