import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutReader } from '../../lib/app/ports.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import type { Target } from '../stage/target.ts';

/** Opens the table to read whole rows. A view does not show the order in which events were applied; a row does. */
export const openReader = (target: Target): CheckoutReader =>
  dynamodbCheckoutReader(
    new DynamoDBClient(target.dynamodb),
    readSettings(TableSettings, { TABLE_NAME: target.stackName }),
  );
