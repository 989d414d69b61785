import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type ReadCheckouts, readCheckouts } from './app/read-checkouts.ts';
import { dynamodbCheckoutReader } from './aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from './aws/settings.ts';
import { findProvider } from './providers/registry.ts';

export interface CheckoutsTableOptions {
  /** The name of the table, as `serverless deploy` prints it. */
  readonly tableName: string;
  /** Options of the AWS SDK, such as region and credentials. By default the SDK finds them in its usual places. */
  readonly client?: DynamoDBClientConfig;
}

/**
 * Opens the table for reading from a merchant's own code, with types.
 *
 * @example
 * const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-prod' });
 * const checkout = await checkouts.get('CCO-8c4df2e6-8c0d-4fa6-bba8-4943038dd5c5');
 */
export function checkoutsTable({ tableName, client = {} }: CheckoutsTableOptions): ReadCheckouts {
  const settings = readSettings(TableSettings, { TABLE_NAME: tableName });
  return readCheckouts(dynamodbCheckoutReader(new DynamoDBClient(client), settings), findProvider);
}

export {
  InvalidCursor,
  type Page,
  type PageRequest,
  PortFault,
  type SortedPageRequest,
} from './app/ports.ts';
export { AmbiguousCheckout, type ReadCheckouts, UnknownState } from './app/read-checkouts.ts';
export type { Attention, AttentionKind } from './checkout/attention.ts';
export type { CheckoutState } from './checkout/state.ts';
export type { CheckoutView, HistoryView, ResolutionView } from './checkout/view.ts';
