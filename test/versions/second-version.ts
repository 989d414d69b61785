import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import type { CheckoutStore } from '../../lib/app/ports.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { Lifecycle } from '../../lib/checkout/lifecycle.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import type { ParsedWebhook, Provider } from '../../lib/providers/provider.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import { withChangedLifecycles } from '../../proof/kit/changed-lifecycle.ts';
import { silentInvocation } from '../../proof/kit/deliveries.ts';
import { ADDED_PLACE } from './newer-row.ts';

/**
 * A version after today's, made of today's code: it knows one more word and gives another a lower rank, has one more
 * provider, reads messages of version 2, and stores one more attribute and one more place in every event.
 */
const learned: Lifecycle = { MOON_PHASE: { state: 'refunded', rank: 70 } };
const lowered: ReadonlySet<string> = new Set(['PAYMENT_DETECTED', 'TRANSACTION_BROADCAST']);
const LOWER_RANK = 15;

export const ADDED_ATTRIBUTE = 'addedByVersion2';
/** An event's bytes behind the places that today's code knows: the version byte, and the added place. */
const foreign = Buffer.concat([Buffer.of(0xe2), ADDED_PLACE]).toString('base64');

const newerLifecycle = (lifecycle: Lifecycle): Lifecycle => {
  const newer: Record<string, Lifecycle[string]> = { ...learned };
  for (const [status, step] of Object.entries(lifecycle))
    newer[status] = lowered.has(status) ? { ...step, rank: LOWER_RANK } : step;
  return newer;
};

function newerProvider(provider: Provider): Provider {
  const newer = withChangedLifecycles(provider, newerLifecycle);
  const parse = (body: Uint8Array, headers: Headers): ParsedWebhook => {
    const parsed = newer.parse(body, headers);
    if (parsed.kind !== 'checkout') return parsed;
    const added = { foreign };
    return { ...parsed, ...added };
  };
  return { ...newer, parse };
}

/** The provider that only the newer version has. */
export const acme: Provider = { ...tweed, name: 'acme', title: 'Acme' };

const byName = new Map([inqud, tweed, acme].map((provider) => [provider.name, newerProvider(provider)]));
const findNewerProvider = (name: string): Provider | undefined => byName.get(name);

export const newerPolicy = (key: CheckoutKey) => attentionPolicy(findNewerProvider, key);

/** Returns a message as the newer version's ingest writes it. */
export function newerMessage({ messageId, text }: QueueRecord): QueueRecord {
  const message: object = JSON.parse(text);
  return { messageId, text: JSON.stringify({ ...message, version: 2, addedLater: 'more' }) };
}

function readable({ messageId, text }: QueueRecord): QueueRecord {
  const message: object = JSON.parse(text);
  return { messageId, text: JSON.stringify({ ...message, version: 1 }) };
}

/** The table as the newer version writes it. */
export function newerStore(client: DynamoDBClient, TABLE_NAME: string): CheckoutStore {
  client.middlewareStack.add(
    (next) => (call) => {
      const { input } = call;
      if ('UpdateExpression' in input && typeof input.UpdateExpression === 'string') {
        const update = input.UpdateExpression.replace('SET ', `SET ${ADDED_ATTRIBUTE} = :addedByVersion2, `);
        input.UpdateExpression = update;
        Object.assign(input.ExpressionAttributeValues ?? {}, { ':addedByVersion2': { S: 'kept' } });
      }
      return next(call);
    },
    { step: 'initialize' },
  );
  return dynamodbCheckoutStore(client, { TABLE_NAME, RETENTION_DAYS: 0 });
}

/** The newer version's consume function. */
export class NewerConsumer {
  readonly deadLetters = new MemoryDeadLetterQueue();
  readonly #store: CheckoutStore;

  constructor(store: CheckoutStore) {
    this.#store = store;
  }

  /** @returns the ids of the messages that the queue must keep */
  consume(records: readonly QueueRecord[]): Promise<readonly string[]> {
    const { deadLetters } = this;
    return applyDeliveries(
      { findProvider: findNewerProvider, store: this.#store, deadLetters, now: Date.now },
      records.map(readable),
      silentInvocation,
    );
  }
}
