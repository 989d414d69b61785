import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type ReadCheckouts, readCheckouts } from './app/read-checkouts.ts';
import { dynamodbCheckoutReader } from './aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from './aws/settings.ts';

export interface CheckoutsTableOptions {
  /** The name of the table, as `serverless deploy` prints it. */
  readonly tableName: string;
  /** The setting `stateShards` of the deployment, if it is not the default. */
  readonly stateShards?: number;
  /** Options of the AWS SDK, such as region and credentials. By default the SDK finds them in its usual places. */
  readonly client?: DynamoDBClientConfig;
}

/**
 * Opens the table for reading from a merchant's own code, with types.
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
    STATE_SHARDS: stateShards?.toString(),
  });
  return readCheckouts(dynamodbCheckoutReader(new DynamoDBClient(client), settings));
}

export type { Page, PageRequest } from './app/ports.ts';
export { AmbiguousCheckout, type ReadCheckouts } from './app/read-checkouts.ts';
export { InvalidCursor } from './aws/dynamodb/cursor.ts';
export type { Attention, AttentionKind } from './checkout/attention.ts';
export type { CheckoutState } from './checkout/state.ts';
export type { CheckoutView, HistoryView } from './checkout/view.ts';
