import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InvalidCursor } from '../../../lib/app/ports.ts';
import { decodeCursor, encodeCursor } from '../../../lib/aws/dynamodb/cursor.ts';

const keys = Array.from({ length: 8 }, (_, shard) => ({
  checkoutId: { S: `CCO-${randomUUID()}` },
  provider: { S: 'inqud' },
  stateShard: { S: `succeeded#${shard}` },
  since: { S: `2026-01-01T10:00:0${shard}.000Z` },
}));

describe('A cursor', () => {
  it('leads back to its keys, and is short enough for a command line', () => {
    const cursor = encodeCursor('a list', keys);
    expect(decodeCursor('a list', 8, cursor)).toEqual(keys);
    expect(cursor.length).toBeLessThan(JSON.stringify(keys).length / 2);
  });

  it.each([
    ['that is no cursor', 'abc'],
    ['with a million zeros and more', deflateRawSync(Buffer.alloc(2_000_000)).toString('base64url')],
    ['of another list', encodeCursor('another list', keys)],
  ])('%s is refused', (_case, cursor) => {
    expect(() => decodeCursor('a list', 8, cursor)).toThrow(InvalidCursor);
  });
});
