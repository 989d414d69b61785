import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ClaimStore } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import type { TableSettings } from '../settings.ts';
import { claimAttribute, claimItem, keyItem } from './checkout-item.ts';

/** Claims rows of the table. docs/table.md has the same write for other languages. */
export const dynamodbClaimStore = (
  client: DynamoDBClient,
  { TABLE_NAME }: Pick<TableSettings, 'TABLE_NAME'>,
): ClaimStore => ({
  claim: (key, revision, purpose, claim) => {
    const command = new UpdateItemCommand({
      TableName: TABLE_NAME,
      Key: keyItem(key),
      UpdateExpression: 'SET #claim = :claim',
      ConditionExpression: '#revision = :seen AND attribute_not_exists(#claim)',
      ExpressionAttributeNames: { '#claim': claimAttribute(purpose), '#revision': 'revision' },
      ExpressionAttributeValues: { ':claim': claimItem(claim), ':seen': { N: String(revision) } },
    });
    return portCall('UpdateItem', async () => {
      try {
        await client.send(command);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });
  },
});
