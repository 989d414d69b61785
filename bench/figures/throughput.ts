import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import type { Bench } from '../bench.ts';
import { figure } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';
import { inChild } from '../kit/in-child.ts';
import { createPeerTables, peerTables } from '../kit/peer-tables.ts';
import { sqsEvent } from '../kit/sample-batch.ts';
import { sampleOf } from '../kit/statistics.ts';
import { queueRecord, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import { startLocalTable } from '../servers/local-table.ts';

const BATCH = 10;
const BATCHES_PER_ROUND = 10;
const ROUNDS = 15;
const QUICK_ROUNDS = 5;

export const throughput: Bench = {
  name: 'throughput',
  about: 'events a second that consume applies, batches of 10: the Powertools pattern on the same engine',
  inShortForm: true,
  async run({ quick, progress }) {
    await using table = await startLocalTable();
    await createPeerTables(table.client);
    const { consume, powertools } = await bundles();
    const file = join(mkdtempSync(join(tmpdir(), 'batches-')), 'rounds.json');
    writeFileSync(file, JSON.stringify(await someRounds(quick ? QUICK_ROUNDS : ROUNDS)));
    progress('batches, in turn');
    const { ours, peer } = await inChild<{ ours: number[]; peer: number[] }>(
      'consume-rates.ts',
      [consume.file, powertools.file, file],
      {
        ...peerTables,
        TABLE_NAME: table.definition.input.TableName,
        DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:1/000000000000/dead-letters',
        AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      },
    );
    return [
      figure({
        ...{ name: 'consumer throughput, against Powertools', unit: 'events/s' },
        ...{ value: sampleOf(ours), baseline: sampleOf(peer), goal: { of: 'ratio', atLeast: 2.5 } },
      }),
    ];
  },
};

/** Every message is the first of a checkout of its own. One round more than is counted: it warms up. */
const someRounds = (rounds: number): Promise<readonly (readonly SQSEvent[])[]> =>
  times(rounds + 1, () => times(BATCHES_PER_ROUND, async () => sqsEvent(await times(BATCH, aMessage))));

const times = <Value>(count: number, make: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, make));

function aMessage() {
  const checkout = sampleCheckout('inqud');
  return queueRecord(checkout, webhookBody(checkout, 'NEW', 0));
}
