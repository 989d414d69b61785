import type { ConsumedCapacity, DynamoDBClient, UpdateItemCommandOutput } from '@aws-sdk/client-dynamodb';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { paidStatuses, type SampleCheckout, sampleCheckout } from '../samples/webhooks.ts';
import type { Engines } from './engines.ts';
import { RecordApplier } from './record-applier.ts';

/** The requests that were sent to apply messages. */
export interface SentRequests {
  /** How many there were, retries and refused ones included. */
  count: number;
  /** The capacity that each accepted write consumed, in order. */
  readonly capacities: ConsumedCapacity[];
}

/** Works on the table with our own code, and records the requests that are sent to DynamoDB. */
export class MeasuredTable {
  readonly #engines: Engines;
  readonly #applier: RecordApplier;
  #sent: SentRequests = { count: 0, capacities: [] };

  constructor(engines: Engines, retentionDays = 0) {
    this.#engines = engines;
    this.#applier = new RecordApplier(engines, retentionDays);
    this.#watch(engines.client);
  }

  async apply(records: readonly QueueRecord[]): Promise<SentRequests> {
    this.#sent = { count: 0, capacities: [] };
    await this.#applier.apply(records);
    return this.#sent;
  }

  /** Resolves what needs a person, as `checkouts resolve` does. */
  async resolve({ checkoutId, provider }: SampleCheckout): Promise<SentRequests> {
    this.#sent = { count: 0, capacities: [] };
    const { client, table } = this.#engines;
    const settings = readSettings(TableSettings, { TABLE_NAME: table.input.TableName });
    const reader = dynamodbCheckoutReader(client, settings);
    const store = dynamodbCheckoutStore(client, settings);
    const policy = attentionPolicy(findProvider, { checkoutId, provider });
    const by = { who: 'ann@shop.example', when: new Date().toISOString(), note: 'The provider confirms it.' };
    await rewriteCheckout(
      { reader, store },
      { checkoutId, provider },
      (row) => resolvedRow(row, policy, by),
      { write: true, signal: new AbortController().signal },
    );
    return this.#sent;
  }

  /** Applies the webhooks of a checkout that is paid, one at a time. Returns the capacity that each consumed. */
  async applyPaidCheckout(
    provider: string,
    checkout = sampleCheckout(provider),
  ): Promise<readonly ConsumedCapacity[]> {
    const consumed: ConsumedCapacity[] = [];
    for (const [second, status] of paidStatuses(provider).entries()) {
      const { record } = await ingestWebhook(checkout, status, second);
      consumed.push(...(await this.apply([record])).capacities);
    }
    return consumed;
  }

  #watch({ middlewareStack }: DynamoDBClient): void {
    middlewareStack.add(
      (next) => (call) => next({ ...call, input: { ...call.input, ReturnConsumedCapacity: 'INDEXES' } }),
      { step: 'initialize' },
    );
    middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          this.#sent.count += 1;
          const result = await next(call);
          const { output } = result as { readonly output: UpdateItemCommandOutput };
          if (commandName === 'UpdateItemCommand' && output.ConsumedCapacity)
            this.#sent.capacities.push(output.ConsumedCapacity);
          return result;
        },
      { step: 'deserialize', priority: 'high' },
    );
  }
}
