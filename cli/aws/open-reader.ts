import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutReader } from '../../lib/app/ports.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import type { Target } from '../stage/target.ts';

/** The rows as they are kept, for what a view does not tell: the order in which events were applied. */
export const openReader = (target: Target): CheckoutReader =>
  dynamodbCheckoutReader(
    new DynamoDBClient(target.dynamodb),
    readSettings(TableSettings, { TABLE_NAME: target.stackName }),
  );
