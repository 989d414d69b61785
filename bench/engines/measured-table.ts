import type { ConsumedCapacity, DynamoDBClient, UpdateItemCommandOutput } from '@aws-sdk/client-dynamodb';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { type ProviderName, paidStatuses, sampleCheckout } from '../samples/webhooks.ts';
import type { Engines } from './engines.ts';
import { RecordApplier } from './record-applier.ts';

/** The requests that were sent to apply messages. */
export interface SentRequests {
  /** How many there were, retries and refused ones included. */
  count: number;
  /** The capacity that each accepted one consumed, in order. */
  readonly capacities: ConsumedCapacity[];
}

/** Applies messages with our own code, and records the requests that are sent to DynamoDB. */
export class MeasuredTable {
  readonly #applier: RecordApplier;
  #sent: SentRequests = { count: 0, capacities: [] };

  constructor(engines: Engines) {
    this.#applier = new RecordApplier(engines);
    this.#watch(engines.client);
  }

  async apply(records: readonly QueueRecord[]): Promise<SentRequests> {
    this.#sent = { count: 0, capacities: [] };
    await this.#applier.apply(records);
    return this.#sent;
  }

  /** Applies the webhooks of a checkout that is paid, one at a time. Returns the capacity that each consumed. */
  async applyPaidCheckout(provider: ProviderName): Promise<readonly ConsumedCapacity[]> {
    const checkout = sampleCheckout(provider);
    const consumed: ConsumedCapacity[] = [];
    for (const [second, status] of paidStatuses[provider].entries()) {
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
      (next) => async (call) => {
        this.#sent.count += 1;
        const result = await next(call);
        const { output } = result as { readonly output: UpdateItemCommandOutput };
        if (output.ConsumedCapacity) this.#sent.capacities.push(output.ConsumedCapacity);
        return result;
      },
      { step: 'deserialize', priority: 'high' },
    );
  }
}
