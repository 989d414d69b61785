import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type ReadCheckouts, readCheckouts } from './app/read-checkouts.ts';
import { dynamodbCheckoutReader } from './aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from './aws/settings.ts';

export interface CheckoutsTableOptions {
  /** The table's name, as `serverless deploy` prints it. */
  readonly tableName: string;
  /** What STATE_SHARDS is set to, if it is not the default. */
  readonly stateShards?: number;
  /** Passed to the AWS SDK: region, credentials, endpoint. By default the SDK finds them as it always does. */
  readonly client?: DynamoDBClientConfig;
}

/**
 * For a merchant's own code: typed access to the checkouts in the table.
 *
 * @example const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-prod' });
 *          const checkout = await checkouts.get('CCO-8c4df2e6-…');
 *          if (checkout?.state === 'succeeded' && checkout.attention.length === 0) ship(checkout.reference);
 */
export function checkoutsTable({
  tableName,
  stateShards,
  client = {},
}: CheckoutsTableOptions): ReadCheckouts {
  const settings = readSettings(TableSettings, {
    TABLE_NAME: tableName,
    ...(stateShards !== undefined && { STATE_SHARDS: String(stateShards) }),
  });
  return readCheckouts(dynamodbCheckoutReader(new DynamoDBClient(client), settings));
}

export type { Page, PageRequest } from './app/ports.ts';
export { AmbiguousCheckout, type ReadCheckouts } from './app/read-checkouts.ts';
export { InvalidCursor } from './aws/dynamodb/cursor.ts';
export type { Attention, AttentionKind } from './checkout/attention.ts';
export type { CheckoutState } from './checkout/state.ts';
export type { CheckoutView, HistoryView } from './checkout/view.ts';
