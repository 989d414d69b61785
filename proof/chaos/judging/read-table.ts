import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { StoredCheckout } from '../../../lib/app/ports.ts';
import { derivedItem, type Row, storedCheckoutFrom } from '../../../lib/aws/dynamodb/checkout-item.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

/** A row, and the names of its attributes that do not match its own history. */
export interface TableRow {
  readonly checkout: Checkout;
  /** The whole row, claims included. */
  readonly stored: StoredCheckout;
  readonly wrongAttributes: readonly string[];
}

/** Reads every row of the checkout table. @throws ZodError when an item is not a row of this service */
export async function readTable(dynamodbEndpoint: string): Promise<readonly TableRow[]> {
  const { tables, region } = readServiceDefinition(projectDirectory);
  const TableName = Object.values(tables)[0]?.input.TableName;
  const client = new DynamoDBClient(localClient(dynamodbEndpoint, region));
  try {
    const rows: TableRow[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      rows.push(...Items.map(rowFrom));
    }
    return rows;
  } finally {
    client.destroy();
  }
}

function rowFrom(item: Row): TableRow {
  const stored = storedCheckoutFrom(item);
  const { checkout } = stored;
  const derived = derivedItem(checkout);
  const wrongAttributes = Object.entries(derived)
    .filter(([name, value]) => item[name]?.S !== value.S)
    .map(([name]) => name);
  return { checkout, stored, wrongAttributes };
}
