import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type CheckoutReader,
  type CheckoutStore,
  PortFault,
  type StoredCheckout,
} from '../../lib/app/ports.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import { StoryService } from '../stories/service.ts';

/** The amount of every sample webhook of Inqud. */
export const ORDER = { amount: '100.25', currency: 'USD' } as const;

/** A price as Inqud sends it. */
interface Price {
  readonly amount: number;
  readonly currency: string;
}

type Store = CheckoutStore & CheckoutReader;

/** Writes a row as the service writes it. */
export interface RowWriter {
  /** Consumes signed webhooks of Inqud, each with its status, an hour apart and in this order. */
  receive(checkoutId: string, ...statuses: readonly string[]): Promise<void>;
  /** The same, with a consumer that ends before every write that would tell readers what needs a person. */
  receiveAndCrash(checkoutId: string, ...statuses: readonly string[]): Promise<void>;
  /** Consumes a webhook of Inqud with this price, or with none. */
  receiveAmount(checkoutId: string, status: string, fixedAmount: Price | null): Promise<void>;
  /** Consumes a webhook of Tweed with a checkout id that Inqud uses too. */
  receiveFromTweed(checkoutId: string, status: string): Promise<void>;
  /** Takes a checkout out of the list of those that wait for a person. */
  resolve(checkoutId: string): Promise<void>;
  /** Writes attention of a kind that only a newer version of the service knows. */
  addAttention(checkoutId: string, kind: string): Promise<void>;
}

const MS_PER_HOUR = 3_600_000;
const hourOf = (count: number): string => new Date(Date.UTC(2026, 0, 1) + count * MS_PER_HOUR).toISOString();

export function openRowWriter(client: DynamoDBClient, table: string): RowWriter {
  const settings = { TABLE_NAME: table, RETENTION_DAYS: 0 };
  const store: Store = {
    ...dynamodbCheckoutStore(client, settings),
    ...dynamodbCheckoutReader(client, settings),
  };
  const crashing: Store = { ...store, replace: () => Promise.reject(new PortFault('The consumer ended.')) };
  return {
    receive: (checkoutId, ...statuses) => receive(store, checkoutId, statuses),
    receiveAndCrash: (checkoutId, ...statuses) => receive(crashing, checkoutId, statuses),
    async receiveAmount(checkoutId, status, fixedAmount) {
      const body = jsonBody({ id: checkoutId, status, createdAt: hourOf(0), fixedAmount });
      await new StoryService(store).deliver({ provider: 'inqud', body, receivedAt: hourOf(0) });
    },
    async receiveFromTweed(checkoutId, status) {
      const body = jsonBody(tweed.sample({ checkoutId, status, at: hourOf(0) }));
      await new StoryService(store).deliver({ provider: 'tweed', body, receivedAt: hourOf(0) });
    },
    resolve: (checkoutId) => resolve(store, checkoutId),
    async addAttention(checkoutId, kind) {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { checkoutId: { S: checkoutId }, provider: { S: 'inqud' } },
          UpdateExpression: 'ADD attention :kind',
          ExpressionAttributeValues: { ':kind': { SS: [kind] } },
        }),
      );
    },
  };
}

const jsonBody = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

async function receive(store: Store, checkoutId: string, statuses: readonly string[]): Promise<void> {
  const service = new StoryService(store);
  for (const [count, status] of statuses.entries()) {
    const at = hourOf(count);
    const body = jsonBody(inqud.sample({ checkoutId, status, at, reference: `order-${checkoutId}` }));
    await service.deliver({ provider: 'inqud', body, receivedAt: at });
  }
}

/** Resolves what is open, as `checkouts resolve` does. */
async function resolve(store: Store, checkoutId: string): Promise<void> {
  const key = { checkoutId, provider: 'inqud' };
  const policy = attentionPolicy(() => inqud, key);
  const by = { who: 'ann', when: hourOf(24), note: 'The provider confirms the payment.' };
  const rewriting = { write: true, signal: new AbortController().signal };
  const next = (row: StoredCheckout) => resolvedRow(row, policy, by);
  await rewriteCheckout({ reader: store, store }, key, next, rewriting);
}
