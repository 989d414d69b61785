import { describe, expect, it } from 'vitest';
import { itemSize } from '../../bench/dynamodb/item-size.ts';
import { addUnits, refusedUnits, totalUnits, writeUnits } from '../../bench/dynamodb/write-units.ts';

const definition = {
  input: {
    TableName: 'checkouts',
    AttributeDefinitions: [],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byState',
        KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' as const }],
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      },
    ],
  },
};

const row = (state: string | undefined, bytes: number) => ({
  id: { S: '1' },
  ...(state !== undefined && { state: { S: state } }),
  text: { S: 'x'.repeat(bytes) },
});

describe('The size of an item', () => {
  it('is that of its names and values, as DynamoDB’s documentation counts them', () => {
    expect(itemSize({ id: { S: 'Zoë' } })).toBe(2 + 4);
    expect(itemSize({ n: { N: '1234' } })).toBe(1 + 3);
    expect(itemSize({ n: { N: '-1200' } })).toBe(1 + 3);
    expect(itemSize({ b: { B: new Uint8Array(16) } })).toBe(1 + 16);
    expect(itemSize({ l: { L: [{ S: 'a' }, { NULL: true }] } })).toBe(1 + 3 + 2 + 2);
    expect(itemSize({ m: { M: { a: { S: 'b' } } } })).toBe(1 + 3 + 1 + 2);
  });
});

describe('Write units', () => {
  it('are whole kilobytes of the larger of before and after', () => {
    expect(writeUnits(definition, undefined, row(undefined, 10))).toEqual({ table: 1, byState: 0 });
    expect(writeUnits(definition, row(undefined, 2_000), row(undefined, 10))).toEqual({
      table: 2,
      byState: 0,
    });
  });

  it('count a put in an index, a delete and a put when its key changes, and nothing when it stays', () => {
    expect(writeUnits(definition, undefined, row('pending', 1))).toEqual({ table: 1, byState: 1 });
    expect(writeUnits(definition, row('pending', 1), row('done', 1))).toEqual({ table: 1, byState: 2 });
    expect(writeUnits(definition, row('done', 1), row('done', 9))).toEqual({ table: 1, byState: 0 });
    expect(writeUnits(definition, row('done', 1), row(undefined, 1))).toEqual({ table: 1, byState: 1 });
  });

  it('of a refused write are those of what stands there', () => {
    expect(refusedUnits(row('done', 1_500))).toEqual({ table: 2 });
  });

  it('add up by table and index', () => {
    const sum = addUnits([{ table: 1, byState: 1 }, { table: 2 }]);
    expect(sum).toEqual({ table: 3, byState: 1 });
    expect(totalUnits(sum)).toBe(4);
  });
});
