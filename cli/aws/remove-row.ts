import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { Target } from '../stage/target.ts';

/** Deletes the row of a probe. @returns false when the user may not */
export async function removeRow(target: Target, { checkoutId, provider }: CheckoutKey): Promise<boolean> {
  if (!checkoutId.includes('doctor-probe-')) throw new RangeError(`${checkoutId} is no probe's.`);
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
