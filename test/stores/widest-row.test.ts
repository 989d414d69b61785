/** A row with as many events as it keeps, each with the longest texts of its provider, on the real engines. */

import { randomUUID } from 'node:crypto';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import { queueMessageVersion } from '../../lib/webhook/queue-message.ts';
import { silentInvocation } from '../../proof/kit/deliveries.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import {
  type DynamodbEngine,
  startDynamodbLocal,
  startDynoxide,
  whyNoDynamodbLocal,
} from '../../proof/kit/engines/dynamodb-engine.ts';

const TIMEOUT_MS = 60_000;
/** A DynamoDB item has at most 400 KB. */
const MOST_KILOBYTES = 400;
const AT = '2026-01-01T00:00:00.000Z';
/** More than a day after `AT`, so that a person must look at the time as well. */
const LATER = '2026-02-01T00:00:00.123456789Z';
const ID = 'i'.repeat(252);

/** The kilobytes of the widest row. docs/table.md and merge.ts name the larger number. */
const expectedUnits: Readonly<Record<string, number>> = { inqud: 330, tweed: 250 };

/** The longest text that fits: 85 characters of three bytes each, and one of one byte. */
const detail = `${'漢'.repeat(85)}x`;
const amount = '9'.repeat(256);
/** The longest word that nobody knows, another one for each event. */
const wordOf = (number: number): string => `${'漢'.repeat(125)}${String(number).padStart(3, '0')}`;

/** The bodies of the providers, with every text that we read as long as a row takes it. */
const bodies: Readonly<Record<string, (number: number) => unknown>> = {
  inqud: (number) => ({
    id: `CCO-${ID}`,
    status: wordOf(number),
    lastUpdatedAt: LATER,
    clientOrderId: detail,
    fixedAmount: { amount, currency: detail },
    request: { paidAmount: amount, currency: detail, txHash: detail },
  }),
  tweed: (number) => ({
    type: 'CHECKOUT_STATUS_UPDATED',
    data: {
      status: wordOf(number),
      checkoutData: { checkoutId: `CCO-${ID}`, customParams: { reference: detail } },
      paymentData: { amount: detail, currency: detail, metadata: { transaction_hash: detail } },
    },
  }),
};

function recordOf(provider: string, value: unknown): QueueRecord {
  const body = Buffer.from(JSON.stringify(value));
  const message = {
    version: queueMessageVersion,
    provider,
    body: body.toString('base64'),
    bodyDigest: bodyDigest(body),
    receivedAt: AT,
    requestId: randomUUID(),
    deliveryId: findProvider(provider)?.deliveryIdHeader && 'd'.repeat(256),
    headers: {},
  };
  return { messageId: message.requestId, text: JSON.stringify(message) };
}

const engines = [
  { name: 'dynoxide', start: startDynoxide, skip: undefined },
  { name: 'DynamoDB Local', start: startDynamodbLocal, skip: whyNoDynamodbLocal() },
];

for (const { name, start, skip } of engines) {
  describe.skipIf(skip)(`The widest row on ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let engine: DynamodbEngine;
    let table: string;
    beforeAll(async () => {
      engine = await start();
      table = await createCheckoutTable(engine.client);
    }, TIMEOUT_MS);
    afterAll(() => engine?.stop());

    /** Applies webhooks one at a time and returns the row, and the write units of writing it once. */
    async function widestRow(provider: string, bodyOf: (number: number) => unknown) {
      const store = dynamodbCheckoutStore(engine.client, { TABLE_NAME: table, RETENTION_DAYS: 30 });
      const parts = { findProvider, store, deadLetters: new MemoryDeadLetterQueue(), now: Date.now };
      for (let number = 0; number < HISTORY_LIMIT + 5; number += 1) {
        const record = recordOf(provider, bodyOf(number));
        expect(await applyDeliveries({ ...parts, retentionDays: 30 }, [record], silentInvocation)).toEqual(
          [],
        );
      }
      const Key = { checkoutId: { S: `CCO-${ID}` }, provider: { S: provider } };
      const { Item = {} } = await engine.client.send(new GetItemCommand({ TableName: table, Key }));
      const again = new PutItemCommand({ TableName: table, Item, ReturnConsumedCapacity: 'INDEXES' });
      const { ConsumedCapacity } = await engine.client.send(again);
      return { row: Item, units: ConsumedCapacity?.Table?.CapacityUnits ?? Number.NaN };
    }

    it.each(Object.entries(bodies))(
      'fits into an item, and a write to it costs as much as the documentation says (%s)',
      async (provider, bodyOf) => {
        const { row, units } = await widestRow(provider, bodyOf);
        expect(row['history']?.L).toHaveLength(HISTORY_LIMIT);
        expect(row['attention']?.SS).toContain('unknown_status');
        expect(units).toBeLessThan(MOST_KILOBYTES);
        expect(units).toBe(expectedUnits[provider]);
      },
      TIMEOUT_MS,
    );
  });
}
