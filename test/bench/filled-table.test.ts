import { expect, it } from 'vitest';
import { startFilledTable } from '../../bench/dynamodb/filled-table.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import { dynoxideBinary } from '../../local/emulators/dynoxide.ts';

it.skipIf(!dynoxideBinary())('A filled table holds rows as the store writes them', async () => {
  await using table = await startFilledTable(30, () => undefined);
  const settings = readSettings(TableSettings, { TABLE_NAME: table.definition.input.TableName });
  const { items } = await dynamodbCheckoutReader(table.client, settings).byState(['pending'], { limit: 99 });
  expect(new Set(items.map(({ checkoutId }) => checkoutId)).size).toBe(30);
  for (const { status, details } of items)
    expect([status, details.amount, details.reference]).toEqual(['NEW', '100.25', expect.any(String)]);
});
