import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { derivedItem, type Row, storedCheckoutFrom } from '../../../lib/aws/dynamodb/checkout-item.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

const DEFAULT_STATE_SHARDS = 8;

/** A row, and which of its attributes do not say what its own history says. */
export interface TableRow {
  readonly checkout: Checkout;
  readonly wrongAttributes: readonly string[];
}

/** Every row of the checkout table. @throws ZodError when one is no row of ours */
export async function readTable(dynamodbEndpoint: string): Promise<readonly TableRow[]> {
  const { tables, region } = readServiceDefinition(projectDirectory);
  const TableName = Object.values(tables)[0]?.input.TableName;
  const client = new DynamoDBClient(localClient(dynamodbEndpoint, region));
  try {
    const rows: TableRow[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      rows.push(...Items.map(rowFrom));
    return rows;
  } finally {
    client.destroy();
  }
}

function rowFrom(item: Row): TableRow {
  const { checkout } = storedCheckoutFrom(item);
  const derived = derivedItem(checkout, DEFAULT_STATE_SHARDS);
  const wrongAttributes = Object.entries(derived)
    .filter(([name, value]) => item[name]?.S !== value.S)
    .map(([name]) => name);
  return { checkout, wrongAttributes };
}
