import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopDatabase } from '../merchant/shop-database.ts';
import { unknownRows } from './judge-merchant.ts';
import { readTable } from './read-table.ts';

const PAUSE_MS = 500;
/** An event that failed three times is due again after five minutes. */
const PATIENCE_MS = 420_000;

/** Waits until the merchant knows every row, or until that takes too long. Nobody writes to the table any more. */
export async function settleMerchant(
  shop: ShopDatabase,
  dynamodbEndpoint: string,
  signal: AbortSignal,
): Promise<void> {
  const rows = await readTable(dynamodbEndpoint);
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end && unknownRows(shop, rows).length > 0)
    await sleep(PAUSE_MS, undefined, { signal });
}
