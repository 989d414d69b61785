import {
  type AttributeValue,
  CreateTableCommand,
  PutItemCommand,
  ReturnConsumedCapacity,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startEngines } from '../../bench/engines/engines.ts';
import { totalUnits, type WriteUnits, writeUnitsOf } from '../../bench/engines/write-units.ts';

/**
 * The bench counts the write units that the local engine reports. These tests hold the engine to the rules in
 * DynamoDB's documentation, on a table with an index.
 */
const engines = await startEngines();
afterAll(() => engines[Symbol.asyncDispose]());

const key = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' as const }];
let TableName = 'units-0';
beforeEach(async () => {
  TableName = `units-${Number(TableName.slice('units-'.length)) + 1}`;
  await engines.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'state'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: key('id'),
      GlobalSecondaryIndexes: [
        { IndexName: 'byState', KeySchema: key('state'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    }),
  );
});

/** Puts the item with id 1. */
async function put(attributes: Record<string, AttributeValue>): Promise<WriteUnits> {
  const Item = { id: { S: '1' }, ...attributes };
  const { INDEXES } = ReturnConsumedCapacity;
  const { ConsumedCapacity = {} } = await engines.client.send(
    new PutItemCommand({ TableName, Item, ReturnConsumedCapacity: INDEXES }),
  );
  return writeUnitsOf([ConsumedCapacity]);
}

const text = (bytes: number) => ({ text: { S: 'x'.repeat(bytes) } });

describe('The size of an item', () => {
  const KILOBYTE = 1_024;
  const OTHERS = 'id1text'.length;

  it.each<[string, Record<string, AttributeValue>, number]>([
    ['its text in UTF-8', { é: { S: 'Zoë' } }, 2 + 4],
    ['a number by its digits', { n: { N: '1234' } }, 1 + 3],
    ['a negative number, without zeros at its end', { n: { N: '-1200' } }, 1 + 3],
    ['its bytes', { b: { B: new Uint8Array(16) } }, 1 + 16],
    ['a list with its elements', { l: { L: [{ S: 'a' }, { NULL: true }] } }, 1 + 3 + 2 + 2],
    ['a map with its names', { m: { M: { a: { S: 'b' } } } }, 1 + 3 + 1 + 2],
  ])('counts %s', async (_what, attributes, bytes) => {
    const room = KILOBYTE - OTHERS - bytes;
    expect(await put({ ...attributes, ...text(room) })).toEqual({ table: 1 });
    expect(await put({ ...attributes, ...text(room + 1) })).toEqual({ table: 2 });
  });
});

describe('Write units', () => {
  it('are whole kilobytes of the larger of the item before and after', async () => {
    expect(await put(text(10))).toEqual({ table: 1 });
    expect(await put(text(2_000))).toEqual({ table: 2 });
    expect(await put(text(10))).toEqual({ table: 2 });
  });

  it('count a put in an index, a delete and a put when its key changes, and nothing when it stays', async () => {
    expect(await put({ state: { S: 'pending' } })).toEqual({ table: 1, byState: 1 });
    expect(await put({ state: { S: 'done' } })).toEqual({ table: 1, byState: 2 });
    expect(await put({ state: { S: 'done' }, ...text(9) })).toEqual({ table: 1 });
    expect(await put({})).toEqual({ table: 1, byState: 1 });
  });

  it('add up by table and index', () => {
    const capacity = { CapacityUnits: 1 };
    const sum = writeUnitsOf([
      { Table: capacity, GlobalSecondaryIndexes: { byState: capacity } },
      { Table: { CapacityUnits: 2 } },
    ]);
    expect(sum).toEqual({ table: 3, byState: 1 });
    expect(totalUnits(sum)).toBe(4);
  });
});
