import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { CheckoutStore, StoredCheckout } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import type { TableSettings } from '../settings.ts';
import { type Row, storedCheckoutFrom } from './checkout-item.ts';
import { advanceInput, replaceInput } from './checkout-update.ts';

/** The checkout table on DynamoDB. Each write is one conditional `UpdateItem` that returns the row as it was before. */
export const dynamodbCheckoutStore = (client: DynamoDBClient, settings: TableSettings): CheckoutStore => ({
  async advance(key, entries, signal) {
    const answer = await send(client, advanceInput(settings, key, entries), signal);
    if (answer instanceof ConditionalCheckFailedException)
      return { written: false, current: rowIn(answer.Item) };
    return { written: true, before: rowIn(answer.Attributes) };
  },
  async replace(seen, next, signal) {
    const answer = await send(client, replaceInput(settings, seen, next), signal);
    if (answer instanceof ConditionalCheckFailedException)
      return { written: false, current: rowIn(answer.Item) };
    return { written: true };
  },
});

/**
 * Sends the write. A condition that did not hold is an answer, not a fault.
 * @throws PortFault for everything else
 */
const send = (
  client: DynamoDBClient,
  input: UpdateItemCommandInput,
  signal: AbortSignal,
): Promise<UpdateItemCommandOutput | ConditionalCheckFailedException> =>
  portCall(
    'UpdateItem',
    async () => {
      // One write of a batch is sent before the next is prepared, so that the table works on it while we compute.
      await nextTurn();
      try {
        return await client.send(new UpdateItemCommand(input));
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return error;
        throw error;
      }
    },
    signal,
  );

/** Where there was no row, DynamoDB returns nothing and the local engines return the key alone. */
const rowIn = (attributes: Row | undefined): StoredCheckout | undefined =>
  attributes?.['history'] && storedCheckoutFrom(attributes);
