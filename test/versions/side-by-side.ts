import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { batchEvent } from '../../bench/samples/lambda-events.ts';
import { readCheckouts } from '../../lib/app/read-checkouts.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import { rebuiltRow } from '../../lib/checkout/rows/rebuild.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, openClient } from '../../proof/kit/engines/dynamodb-engine.ts';
import { receive, startSqsEngine } from '../../proof/kit/engines/fauxqs-engine.ts';
import { HandlerProcess } from '../monitoring/handler-process.ts';
import { NewerConsumer, newerPolicy, newerStore } from './second-version.ts';
import { readBundle } from './version-fixtures.ts';

const BatchResponse = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** Starts the deployed consume function of a version and the newer version beside it, on one table. */
export async function startSideBySide(engine: DynamodbEngine, version: string) {
  const sqs = await startSqsEngine();
  const TABLE_NAME = await createCheckoutTable(engine.client);
  const settings = { TABLE_NAME, RETENTION_DAYS: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'consume-'));
  writeFileSync(join(folder, 'consume.mjs'), readBundle(version));
  const older = new HandlerProcess(
    {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      DEAD_LETTER_QUEUE_URL: sqs.deadLetterQueueUrl,
      TABLE_NAME,
    },
    folder,
  );
  const newerClient = openClient(engine.endpoint);
  const store = newerStore(newerClient, TABLE_NAME);
  const newer = new NewerConsumer(store);
  const reader = dynamodbCheckoutReader(engine.client, settings);
  const writing = { write: true, signal: new AbortController().signal };
  return {
    reader,
    checkouts: readCheckouts(reader, findProvider),
    /** @returns the ids of the messages that the queue must keep */
    async consumeWithOlder(records: readonly QueueRecord[]): Promise<readonly string[]> {
      const answer = await older.invoke('consume.mjs', batchEvent(records));
      return BatchResponse.parse(answer).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    consumeWithNewer: (records: readonly QueueRecord[]) => newer.consume(records),
    rebuildWithOlder: (key: CheckoutKey) =>
      rewriteCheckout(
        { reader, store: dynamodbCheckoutStore(engine.client, settings) },
        key,
        (row) => rebuiltRow(row, attentionPolicy(findProvider, key)),
        writing,
      ),
    rebuildWithNewer: (key: CheckoutKey) =>
      rewriteCheckout({ reader, store }, key, (row) => rebuiltRow(row, newerPolicy(key)), writing),
    deadLetters: async () => [
      ...newer.deadLetters.letters.map(({ text }) => text),
      ...(await receive(sqs.client, sqs.deadLetterQueueUrl)).map(({ Body = '' }) => Body),
    ],
    tableName: TABLE_NAME,
    async stop() {
      await older.stop();
      newerClient.destroy();
      await sqs.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
export type SideBySide = Awaited<ReturnType<typeof startSideBySide>>;
