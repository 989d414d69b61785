import type { QueueRecord } from '../../lib/app/read-message.ts';
import { providers } from '../../lib/providers/registry.ts';
import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { MeasuredTable } from '../engines/measured-table.ts';
import { totalUnits, writeUnitsOf } from '../engines/write-units.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { mostCosts, statusesOf } from '../samples/statuses-of.ts';
import { sampleCheckout } from '../samples/webhooks.ts';
import { attentionFigures } from './attention-units.ts';
import { rowFigures } from './row-sizes.ts';

const BURST = 10;

export const units: Bench = {
  name: 'units',
  about: 'requests and write units of an event, a checkout and an attention; bytes of a row',
  inShortForm: true,
  async run() {
    await using engines = await startEngines();
    const table = new MeasuredTable(engines);
    const figures = [...(await requestFigures(table)), ...(await attentionFigures(table))];
    for (const { name } of providers) figures.push(...(await unitFigures(table, name)));
    return [...figures, ...(await rowFigures(engines))];
  },
};

/** The requests of the Powertools pattern follow from its construction: see bench/peers. */
async function requestFigures(table: MeasuredTable): Promise<readonly Figure[]> {
  const checkout = sampleCheckout('inqud');
  const { record: early } = await ingestWebhook(checkout, 'REQUEST_CREATED', 1);
  const { record: later } = await ingestWebhook(checkout, 'PAYMENT_DETECTED', 2);
  const other = sampleCheckout('inqud');
  const burst: QueueRecord[] = [];
  for (let second = 0; second < BURST; second += 1)
    burst.push((await ingestWebhook(other, 'NEW', second)).record);
  const requests = async (kind: string, records: readonly QueueRecord[], baseline: number, most: number) => {
    const { count: value } = await table.apply(records);
    const name = `requests to DynamoDB, ${kind}`;
    return figure(name, 'requests', value, { baseline, goal: atMost(most) });
  };
  return [
    await requests('new event', [later], 3, 1),
    await requests('duplicate', [later], 1, 1),
    await requests('late event', [early], 3, 2),
    await requests(`burst of ${BURST}`, burst, 3 * BURST, 1),
  ];
}

async function unitFigures(table: MeasuredTable, provider: string): Promise<readonly Figure[]> {
  const used = writeUnitsOf(await table.applyPaidCheckout(provider));
  const most = mostCosts(provider);
  const [name, unit] = [statusesOf(provider), 'write units'];
  return [
    figure(name, unit, totalUnits(used), { goal: atMost(most.writeUnits) }),
    figure(`${name}, table alone`, unit, used['table'] ?? Number.NaN, { goal: atMost(most.tableUnits) }),
  ];
}
