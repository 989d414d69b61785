import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import type { StoredCheckout } from '../../lib/app/ports.ts';
import { readCheckouts } from '../../lib/app/read-checkouts.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { type Rewritten, rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import { keyItem, type Row } from '../../lib/aws/dynamodb/checkout-item.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { CheckoutRow } from '../../lib/checkout/rows/checkout-row.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { silentInvocation } from '../../proof/kit/deliveries.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import type { DynamodbEngine } from '../../proof/kit/engines/dynamodb-engine.ts';
import { PUBLIC_URL, signedBy } from '../../proof/kit/signed-by.ts';
import type { FixtureCase } from './fixture-cases.ts';

const SECRET = 'fixture-secret';
const NOW = Date.parse('2026-01-01T00:02:00.000Z');
const DELIVERY_ID = '0b5e8f0a-0000-4000-8000-00000000000f';

/** Passes a body through the real ingest. @returns the message that it queued */
export async function messageOf(provider: Provider, body: object, arrival: number): Promise<QueueRecord> {
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([[provider.name, [SECRET]]]));
  const bytes = Buffer.from(JSON.stringify(body));
  const { deliveryIdHeader } = provider;
  const headers = deliveryIdHeader === undefined ? {} : { [deliveryIdHeader]: DELIVERY_ID };
  const receivedAt = new Date(Date.parse('2026-01-01T00:01:00.000Z') + arrival).toISOString();
  await receiveDelivery(
    { findProvider: () => provider, secrets, queue, maxBodyBytes: 1 << 20, publicUrl: PUBLIC_URL },
    {
      provider: provider.name,
      body: bytes,
      headers: {
        ...headers,
        'content-type': 'application/json',
        ...signedBy(provider, bytes, SECRET, receivedAt),
      },
      receivedAt,
      requestId: `request-${arrival}`,
    },
    silentInvocation,
  );
  const [message] = queue.messages;
  if (!message) throw new Error('Ingest refused the webhook of a fixture.');
  return message;
}

/** Opens a new table with today's consumer and reader. */
export async function openTable({ client }: DynamodbEngine, retentionDays = 0, tableName?: string) {
  const TableName = await createCheckoutTable(client, tableName);
  const settings = { TABLE_NAME: TableName, RETENTION_DAYS: retentionDays };
  const store = dynamodbCheckoutStore(client, settings, () => NOW);
  const reader = dynamodbCheckoutReader(client, settings);
  const { signal } = new AbortController();
  return {
    checkouts: readCheckouts(reader, findProvider),
    reader,
    store,
    async put(row: Row): Promise<void> {
      await client.send(new PutItemCommand({ TableName, Item: row }));
    },
    async read(key: CheckoutKey): Promise<Row> {
      const command = new GetItemCommand({ TableName, Key: keyItem(key), ConsistentRead: true });
      return (await client.send(command)).Item ?? {};
    },
    /** @throws Error unless every message is applied */
    async consume(...records: readonly QueueRecord[]): Promise<void> {
      const deadLetters = new MemoryDeadLetterQueue();
      const dependencies = { findProvider, store, deadLetters, now: () => NOW, retentionDays };
      const failed = await applyDeliveries(dependencies, records, silentInvocation);
      if (failed.length + deadLetters.letters.length > 0) throw new Error('A message was not applied.');
    },
    rewrite: (key: CheckoutKey, next: (row: StoredCheckout) => CheckoutRow): Promise<Rewritten | undefined> =>
      rewriteCheckout({ reader, store }, key, next, { write: true, signal }),
  };
}
export type StoredTable = Awaited<ReturnType<typeof openTable>>;

export const keyIn = ({ checkoutId, provider }: FixtureCase): CheckoutKey => ({
  checkoutId,
  provider: provider.name,
});
