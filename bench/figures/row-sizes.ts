import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { providers } from '../../lib/providers/registry.ts';
import type { Engines } from '../engines/engines.ts';
import { MeasuredTable } from '../engines/measured-table.ts';
import { rowBytes } from '../engines/row-bytes.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { mostCosts, statusesOf } from '../samples/statuses-of.ts';
import { sampleCheckout } from '../samples/webhooks.ts';

const RETENTION_DAYS = 400;

/** The bytes of the row of a paid checkout of each provider, with and without a date of deletion. */
export async function rowFigures(engines: Engines): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const retentionDays of [0, RETENTION_DAYS]) {
    const table = new MeasuredTable(engines, retentionDays);
    for (const { name: provider } of providers) {
      const checkout = sampleCheckout(provider);
      await table.applyPaidCheckout(provider, checkout);
      const bytes = await bytesOf(engines, checkout.checkoutId, provider);
      const name = `row of ${statusesOf(provider)}${retentionDays > 0 ? ', with retention' : ''}`;
      figures.push(figure(name, 'bytes', bytes, { goal: atMost(mostCosts(provider).rowBytes) }));
    }
  }
  return figures;
}

async function bytesOf(engines: Engines, checkoutId: string, provider: string): Promise<number> {
  const TableName = engines.table.input.TableName ?? '';
  const Key = { checkoutId: { S: checkoutId }, provider: { S: provider } };
  const { Item = {} } = await engines.client.send(new GetItemCommand({ TableName, Key }));
  return rowBytes(engines.client, TableName, Item);
}
