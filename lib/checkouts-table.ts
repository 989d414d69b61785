import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type ReadCheckouts, type ReadOptions, readCheckouts } from './app/read-checkouts.ts';
import { type ClaimCheckouts, claimCheckouts } from './app/rows/claim-checkout.ts';
import { abortableClient } from './aws/dynamodb/abortable-client.ts';
import { dynamodbCheckoutReader } from './aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbClaimStore } from './aws/dynamodb/dynamodb-claim-store.ts';
import type { ChangeEvent } from './events/change-event.ts';
import { findProvider } from './providers/registry.ts';

export interface CheckoutsTableOptions {
  /** The name of the table, as `serverless deploy` prints it. */
  readonly tableName: string;
  /**
   * A client of your own, or options for a new one, such as region and credentials. By default the AWS SDK finds them
   * in its usual places.
   */
  readonly client?: DynamoDBClient | DynamoDBClientConfig;
}

/** A table that is open for reading and claiming. */
export interface CheckoutsTable extends ReadCheckouts, ClaimCheckouts {
  /** Closes the connections. A client of your own stays open. */
  close(): void;
}

/**
 * Opens the table for reading from a merchant's own code, with types.
 *
 * @throws TypeError when no table is named
 * @example
 * const checkouts = checkoutsTable({ tableName: 'checkout-webhooks-prod' });
 * const checkout = await checkouts.get('CCO-8c4df2e6-8c0d-4fa6-bba8-4943038dd5c5');
 */
export function checkoutsTable({ tableName, client = {} }: CheckoutsTableOptions): CheckoutsTable {
  // Types do not stop a caller in JavaScript.
  if (typeof tableName !== 'string' || tableName === '')
    throw new TypeError("checkoutsTable needs the option tableName, such as 'checkout-webhooks-prod'.");
  const isOwn = isClient(client);
  const dynamodb = isOwn ? client : new DynamoDBClient(client);
  const read = <T>(call: (checkouts: ReadCheckouts) => Promise<T>, options: ReadOptions = {}): Promise<T> =>
    reading(dynamodb, tableName, call, options);
  return {
    get: (checkoutId, provider, options) => read((checkouts) => checkouts.get(checkoutId, provider), options),
    findByReference: (reference, page, options) =>
      read((checkouts) => checkouts.findByReference(reference, page), options),
    listByState: (state, page, options) => read((checkouts) => checkouts.listByState(state, page), options),
    listByAttention: (page, options) => read((checkouts) => checkouts.listByAttention(page), options),
    ...claimCheckouts({
      reader: dynamodbCheckoutReader(dynamodb, { TABLE_NAME: tableName }),
      claims: dynamodbClaimStore(dynamodb, { TABLE_NAME: tableName }),
      findProvider,
      now: Date.now,
      newId: randomUUID,
    }),
    close: () => {
      if (!isOwn) dynamodb.destroy();
    },
  };
}

/** What your shop receives about one change of a checkout: a CloudEvent 1.0. Later versions only add fields. */
export type CheckoutEventV1 = ChangeEvent;

/** The class is not asked: a shop may have another copy of the SDK. */
const isClient = (client: DynamoDBClient | DynamoDBClientConfig): client is DynamoDBClient =>
  'send' in client;

async function reading<T>(
  client: DynamoDBClient,
  tableName: string,
  call: (checkouts: ReadCheckouts) => Promise<T>,
  { signal }: ReadOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const reader = dynamodbCheckoutReader(signal ? abortableClient(client, signal) : client, {
    TABLE_NAME: tableName,
  });
  try {
    return await call(readCheckouts(reader, findProvider));
  } catch (error) {
    // The reader reports an aborted call as a fault of the table.
    signal?.throwIfAborted();
    throw error;
  }
}

export {
  InvalidCursor,
  type Page,
  type PageRequest,
  PortFault,
  type SortedPageRequest,
} from './app/ports.ts';
export {
  AmbiguousCheckout,
  type ReadCheckouts,
  type ReadOptions,
  UnknownState,
} from './app/read-checkouts.ts';
export type { Claim, ClaimCheckouts, ClaimOptions } from './app/rows/claim-checkout.ts';
export type { Attention, AttentionKind } from './checkout/attention.ts';
export type { ClaimRefusal, ExpectedPrice } from './checkout/claim.ts';
export type { CheckoutState } from './checkout/state.ts';
export type { CheckoutView, ClaimView, HistoryView, ResolutionView } from './checkout/view.ts';
