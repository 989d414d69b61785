import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { type CheckoutStore, PortFault, type StoredCheckout } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import { type Row, storedCheckoutFrom } from './checkout-item.ts';
import { advanceInput, replaceInput, type WriteContext } from './checkout-update.ts';

/**
 * The checkout table on DynamoDB. Each write is one conditional `UpdateItem` that returns the row as it was before.
 * @param now milliseconds since the epoch
 */
export const dynamodbCheckoutStore = (
  client: DynamoDBClient,
  settings: WriteContext['settings'],
  now: () => number = Date.now,
): CheckoutStore => ({
  async advance(key, entries, signal) {
    const input = advanceInput({ settings, now: now() }, key, entries);
    const answer = await send(client, input, signal);
    if (answer instanceof ConditionalCheckFailedException)
      return { written: false, current: rowIn(answer.Item) };
    return { written: true, before: rowOrUnreadable(answer.Attributes) };
  },
  async replace(seen, next, signal) {
    const answer = await send(client, replaceInput({ settings, now: now() }, seen, next), signal);
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

/** @throws PortFault when a newer version wrote the row in a form that this one cannot read: it must not judge it */
function rowIn(attributes: Row | undefined): StoredCheckout | undefined {
  const row = rowOrUnreadable(attributes);
  if (row === 'unreadable')
    throw new PortFault('The row cannot be read: a newer version may have written it.');
  return row;
}

/** Where there was no row, DynamoDB returns nothing and the local engines return the key alone. */
function rowOrUnreadable(attributes: Row | undefined): StoredCheckout | 'unreadable' | undefined {
  if (!attributes?.['history']) return undefined;
  try {
    return storedCheckoutFrom(attributes);
  } catch {
    return 'unreadable';
  }
}
