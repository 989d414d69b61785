import type { Bench } from '../bench.ts';
import { liveThrough } from '../dynamodb/measured-life.ts';
import { MeasuredTable } from '../dynamodb/measured-table.ts';
import { addUnits, totalUnits, type WriteUnits } from '../dynamodb/write-units.ts';
import { type Figure, figure } from '../figure.ts';
import { type ProviderName, queueRecord, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import { startLocalTable } from '../servers/local-table.ts';

export const writeUnitsBench: Bench = {
  name: 'units',
  about: 'requests and write units of an event and of a whole checkout, by DynamoDB’s rules',
  inShortForm: true,
  async run() {
    await using local = await startLocalTable();
    const table = new MeasuredTable(local);
    const figures: Figure[] = [];
    for (const provider of ['inqud', 'tweed'] as const) figures.push(...(await lifeOf(table, provider)));
    return [...(await eventKinds(table)), ...figures];
  },
};

/** The Powertools pattern's figures are those that it takes by its construction: see bench/peers. */
async function eventKinds(table: MeasuredTable): Promise<readonly Figure[]> {
  const checkout = sampleCheckout('inqud');
  const record = (status: string, second: number) =>
    queueRecord(checkout, webhookBody(checkout, status, second));
  const [early, middle] = [await record('REQUEST_CREATED', 1), await record('PAYMENT_DETECTED', 2)];
  const fresh = await table.apply(checkout, [middle]);
  const duplicate = await table.apply(checkout, [middle]);
  const late = await table.apply(checkout, [early]);
  const other = sampleCheckout('inqud');
  const burst = await Promise.all(
    Array.from({ length: 10 }, (_, second) => queueRecord(other, webhookBody(other, 'NEW', second))),
  );
  const ten = await table.apply(other, burst);
  const figureOf = (
    name: string,
    { requests, refused, writes }: typeof ten,
    baseline: number,
    most: number,
  ) =>
    figure({
      name: `requests to DynamoDB, ${name}`,
      unit: 'requests',
      value: requests,
      baseline,
      goal: { of: 'value', atMost: most },
      note: `${refused} refused; write units: ${unitsText(addUnits(writes))}`,
    });
  return [
    figureOf('new event', fresh, 3, 1),
    figureOf('duplicate', duplicate, 1, 1),
    figureOf('late event', late, 3, 2),
    figureOf('burst of 10', ten, 30, 1),
  ];
}

async function lifeOf(table: MeasuredTable, provider: ProviderName): Promise<readonly Figure[]> {
  const { writes, rows } = await liveThrough(table, provider);
  const sum = addUnits(writes);
  const common = { unit: 'write units', note: `${unitsText(sum)}; row of ${rows.join(', ')} bytes` };
  const name = `four statuses of ${provider}`;
  return [
    figure({ ...common, name, value: totalUnits(sum), goal: { of: 'value', atMost: 10 } }),
    figure({
      ...{ ...common, name: `${name}, table alone` },
      ...{ value: sum['table'] ?? Number.NaN, goal: { of: 'value', atMost: 5 } },
    }),
  ];
}

const unitsText = (units: WriteUnits): string =>
  Object.entries(units)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
