import { lives, type ProviderName, queueRecord, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import type { MeasuredTable } from './measured-table.ts';
import type { WriteUnits } from './write-units.ts';

/** A checkout that goes well, one event at a time: what each write costs, and the bytes of the row after each. */
export async function liveThrough(table: MeasuredTable, provider: ProviderName) {
  const checkout = sampleCheckout(provider);
  const writes: WriteUnits[] = [];
  const rows: number[] = [];
  for (const [second, status] of lives[provider].entries()) {
    const record = await queueRecord(checkout, webhookBody(checkout, status, second));
    const applied = await table.apply(checkout, [record]);
    writes.push(...applied.writes);
    rows.push(applied.rowBytes);
  }
  return { writes, rows };
}
