import type { QueueRecord } from '../../lib/app/read-message.ts';
import type { MeasuredTable, SentRequests } from '../engines/measured-table.ts';
import { totalUnits, writeUnitsOf } from '../engines/write-units.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { type SampleCheckout, sampleCheckout } from '../samples/webhooks.ts';

/** What it costs that a checkout needs a person: the first fact, the same webhook again, and the resolution. */
export async function attentionFigures(table: MeasuredTable): Promise<readonly Figure[]> {
  const checkout = sampleCheckout('inqud');
  const expired = await paidThenExpired(table, checkout);
  const first = await table.apply([expired]);
  const repeat = await table.apply([expired]);
  const resolved = await table.resolve(checkout);
  return [
    ...sentFigures('a first contradiction', first, 2),
    ...sentFigures('the same contradiction again', repeat, 1),
    ...sentFigures('a resolution', resolved, 2),
  ];
}

/** Applies a success, and returns the message of the expiry that contradicts it. */
async function paidThenExpired(table: MeasuredTable, checkout: SampleCheckout): Promise<QueueRecord> {
  const { record: success } = await ingestWebhook(checkout, 'SUCCESS', 1);
  await table.apply([success]);
  const { record: expired } = await ingestWebhook(checkout, 'EXPIRED', 2);
  return expired;
}

function sentFigures(name: string, { count, capacities }: SentRequests, most: number): readonly Figure[] {
  const requests = figure(`requests to DynamoDB, ${name}`, 'requests', count, { goal: atMost(most) });
  // DynamoDB does not report the units of a refused write: see decision 17.
  if (capacities.length === 0) return [requests];
  return [requests, figure(name, 'write units', totalUnits(writeUnitsOf(capacities)))];
}
