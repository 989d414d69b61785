import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutReader } from '../../lib/app/ports.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import type { Place } from '../stage/place.ts';

/** The rows as they are kept, for what a view does not tell: the order in which events were applied. */
export const readerOf = (place: Place): CheckoutReader =>
  dynamodbCheckoutReader(
    new DynamoDBClient(place.dynamodb),
    readSettings(TableSettings, { TABLE_NAME: place.stackName }),
  );
