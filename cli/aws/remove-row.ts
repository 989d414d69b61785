import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import { PROBE_NAME } from '../doctor/probe.ts';
import type { Target } from '../stage/target.ts';

/** Deletes the row of a probe. @returns false if the user has no permission to delete rows */
export async function removeRow(target: Target, { checkoutId, provider }: CheckoutKey): Promise<boolean> {
  if (!checkoutId.includes(PROBE_NAME)) throw new RangeError(`${checkoutId} is not the checkout of a probe.`);
  const client = new DynamoDBClient(target.dynamodb);
  const Key = { checkoutId: { S: checkoutId }, provider: { S: provider } };
  try {
    await client.send(new DeleteItemCommand({ TableName: target.stackName, Key }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException') return false;
    throw error;
  } finally {
    client.destroy();
  }
}
