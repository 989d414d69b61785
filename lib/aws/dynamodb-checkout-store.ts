import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type CheckoutStore, PortFault, type WriteResult } from '../app/ports.ts';
import { storedCheckoutFrom } from './checkout-item.ts';
import { advanceInput, replaceInput } from './checkout-update.ts';
import { portCall } from './port-call.ts';
import type { TableSettings } from './settings.ts';

/** The checkout table on DynamoDB: each write is one `UpdateItem`, and its answer always brings the row along. */
export const dynamodbCheckoutStore = (client: DynamoDBClient, settings: TableSettings): CheckoutStore => ({
  advance: (key, entries, signal) => write(client, advanceInput(settings, key, entries), signal),
  replace: (seen, next, signal) => write(client, replaceInput(settings, seen, next), signal),
});

const write = (
  client: DynamoDBClient,
  input: UpdateItemCommandInput,
  signal: AbortSignal,
): Promise<WriteResult> =>
  portCall('UpdateItem', async () => {
    // One write of a batch goes out before the next is prepared, so that the table works on it while we compute.
    await nextTurn();
    try {
      const { Attributes } = await client.send(new UpdateItemCommand(input), { abortSignal: signal });
      if (!Attributes) throw new PortFault('the answer has no attributes');
      return { written: true, row: storedCheckoutFrom(Attributes).checkout };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { written: false, current: error.Item && storedCheckoutFrom(error.Item) };
    }
  });
