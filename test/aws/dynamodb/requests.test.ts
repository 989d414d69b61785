import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { QueueRecord } from '../../../lib/app/read-message.ts';
import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import { dynamodbCheckoutStore } from '../../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../../lib/memory/memory-queue.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { aDelivery, receiveParts, silentInvocation } from '../../../proof/kit/deliveries.ts';
import { createCheckoutTable } from '../../../proof/kit/engines/checkout-table.ts';
import {
  type DynamodbEngine,
  openClient,
  startDynoxide,
} from '../../../proof/kit/engines/dynamodb-engine.ts';
import { type CountingProxy, startCountingProxy } from './counting-proxy.ts';

describe('What goes over the wire to DynamoDB', () => {
  let engine: DynamodbEngine;
  let proxy: CountingProxy;
  let client: DynamoDBClient;
  let table: string;
  beforeAll(async () => {
    engine = await startDynoxide();
    table = await createCheckoutTable(engine.client);
    proxy = await startCountingProxy(engine.endpoint);
    client = openClient(proxy.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await proxy?.stop();
    await engine?.stop();
  });

  /** Applies one batch and gives the requests that it took. */
  async function requestsOf(records: readonly QueueRecord[]): Promise<readonly string[]> {
    const store = dynamodbCheckoutStore(client, { TABLE_NAME: table, RETENTION_DAYS: 0 });
    const deadLetters = new MemoryDeadLetterQueue();
    proxy.take();
    const failed = await applyDeliveries(
      { findProvider, store, deadLetters, now: Date.now },
      records,
      silentInvocation,
    );
    expect(failed).toEqual([]);
    return proxy.take();
  }

  it('is one UpdateItem for a first event, and one for each that follows in order', async () => {
    expect(await requestsOf(await queued('CCO-order', 1))).toEqual(['UpdateItem 200']);
    expect(await requestsOf(await queued('CCO-order', 2))).toEqual(['UpdateItem 200']);
  });

  it('is one refused UpdateItem for a duplicate', async () => {
    await requestsOf(await queued('CCO-twice', 1));
    expect(await requestsOf(await queued('CCO-twice', 1))).toEqual(['UpdateItem 400']);
  });

  it('is two UpdateItem for a late event, the first of them refused', async () => {
    await requestsOf(await queued('CCO-late', 5));
    expect(await requestsOf(await queued('CCO-late', 1))).toEqual(['UpdateItem 400', 'UpdateItem 200']);
  });

  it('is one UpdateItem for ten events of one checkout in one batch', async () => {
    expect(await requestsOf(await queued('CCO-burst', 5, 3, 9, 1, 7, 2, 8, 4, 6, 0))).toEqual([
      'UpdateItem 200',
    ]);
  });

  it('is nothing for what is not a checkout event', async () => {
    expect(await requestsOf([{ messageId: 'm', text: 'poison' }])).toEqual([]);
  });
});

/** Messages about one checkout, one for each second of update time. */
async function queued(checkoutId: string, ...seconds: readonly number[]): Promise<readonly QueueRecord[]> {
  const { queue, dependencies } = receiveParts();
  for (const second of seconds) {
    const body = {
      id: checkoutId,
      status: 'NEW',
      createdAt: '2026-01-01T00:00:00Z',
      lastUpdatedAt: `2026-01-01T00:00:0${second}Z`,
    };
    await receiveDelivery(
      dependencies,
      aDelivery({ body: Buffer.from(JSON.stringify(body)) }),
      silentInvocation,
    );
  }
  return queue.messages;
}
