import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { CheckoutStore, WriteResult } from '../../app/ports.ts';
import type { Checkout } from '../../checkout/checkout.ts';
import { mergeEntries } from '../../checkout/merge.ts';
import { portCall } from '../port-call.ts';
import type { TableSettings } from '../settings.ts';
import { storedCheckoutFrom } from './checkout-item.ts';
import { advanceInput, replaceInput } from './checkout-update.ts';

/** The checkout table on DynamoDB: each write is one `UpdateItem`, and its answer always tells what was there before. */
export const dynamodbCheckoutStore = (client: DynamoDBClient, settings: TableSettings): CheckoutStore => ({
  advance: (key, entries, signal) =>
    write(client, advanceInput(settings, key, entries), signal, (before) =>
      mergeEntries(key, before, entries),
    ),
  replace: (seen, next, signal) => write(client, replaceInput(settings, seen, next), signal, () => next),
});

/** @param rowAfter the row as the write leaves it, from the row that was there, if there was one */
const write = (
  client: DynamoDBClient,
  input: UpdateItemCommandInput,
  signal: AbortSignal,
  rowAfter: (before: Checkout | undefined) => Checkout,
): Promise<WriteResult> =>
  portCall(
    'UpdateItem',
    async () => {
      // One write of a batch goes out before the next is prepared, so that the table works on it while we compute.
      await nextTurn();
      try {
        const { Attributes } = await client.send(new UpdateItemCommand(input));
        // Where there was no row DynamoDB gives nothing, and other engines the key.
        const before = Attributes?.['history'] && storedCheckoutFrom(Attributes).checkout;
        return { written: true, row: rowAfter(before) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { written: false, current: error.Item && storedCheckoutFrom(error.Item) };
      }
    },
    signal,
  );
