import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutCounter, CheckoutReader, CheckoutStore, ClaimStore } from '../../lib/app/ports.ts';
import { dynamodbCheckoutCounter } from '../../lib/aws/dynamodb/dynamodb-checkout-counter.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { dynamodbClaimStore } from '../../lib/aws/dynamodb/dynamodb-claim-store.ts';
import type { Target } from '../stage/target.ts';

/** Rows to read and to rewrite. Writing leaves the date on which a row is deleted as it is. */
export interface Rows {
  readonly reader: CheckoutReader;
  readonly store: CheckoutStore;
}

/** Opens the table to read and rewrite rows. */
export function openRows(target: Target): Rows {
  const client = new DynamoDBClient(target.dynamodb);
  const settings = { TABLE_NAME: target.stackName };
  return {
    reader: dynamodbCheckoutReader(client, settings),
    store: dynamodbCheckoutStore(client, settings),
  };
}

/** Opens the table to count what is in its lists. */
export const openCounter = (target: Target): CheckoutCounter =>
  dynamodbCheckoutCounter(new DynamoDBClient(target.dynamodb), { TABLE_NAME: target.stackName });

/** Opens the table to claim rows. */
export function openClaims(target: Target): { readonly reader: CheckoutReader; readonly claims: ClaimStore } {
  const client = new DynamoDBClient(target.dynamodb);
  const settings = { TABLE_NAME: target.stackName };
  return { reader: dynamodbCheckoutReader(client, settings), claims: dynamodbClaimStore(client, settings) };
}
