import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

const KILOBYTE = 1_024;
const PADDING = '~';

/**
 * Returns how many bytes a row has, as the engine counts them: it is filled up until it costs one more write unit.
 *
 * @param table a table whose key is the key of the row, and that nothing else uses
 */
export async function rowBytes(
  client: DynamoDBClient,
  table: string,
  row: Readonly<Record<string, AttributeValue>>,
): Promise<number> {
  const { checkoutId, provider } = row;
  if (!checkoutId || !provider) throw new TypeError('The row has no key.');
  const unitsWith = async (padding: number): Promise<number> => {
    // A write is charged by the larger of the item before and after it.
    await client.send(new DeleteItemCommand({ TableName: table, Key: { checkoutId, provider } }));
    const Item = { ...row, [PADDING]: { S: 'x'.repeat(padding) } };
    const put = new PutItemCommand({ TableName: table, Item, ReturnConsumedCapacity: 'INDEXES' });
    const { ConsumedCapacity } = await client.send(put);
    return ConsumedCapacity?.Table?.CapacityUnits ?? Number.NaN;
  };
  const units = await unitsWith(0);
  let [fits, tooMuch] = [0, KILOBYTE];
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if ((await unitsWith(middle)) > units) tooMuch = middle;
    else fits = middle;
  }
  return units * KILOBYTE - fits - PADDING.length;
}
