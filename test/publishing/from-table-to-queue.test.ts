/** Webhooks are applied to a table of a DynamoDB engine, and a merchant's queue receives the events. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { publishHandler } from '../../lib/aws/lambda/publish-handler.ts';
import { snsEventOutlet } from '../../lib/aws/sns/sns-event-outlet.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { type ChangeEvent, ChangeEventSchema } from '../../lib/events/change-event.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import {
  type DynamodbEngine,
  startDynamodbLocal,
  startDynoxide,
  whyNoDynamodbLocal,
} from '../../proof/kit/engines/dynamodb-engine.ts';
import { readStream, switchStreamOn } from '../../proof/publishing/table-stream.ts';
import { startTopicEngine, type TopicEngine } from '../../proof/publishing/topic-engine.ts';
import { anEntry } from '../checkout/entry-builder.ts';

const signal = AbortSignal.timeout(60_000);
const created = anEntry({ status: 'NEW', state: 'pending', rank: 10 });
const requested = anEntry({ status: 'REQUEST_CREATED', state: 'pending', rank: 20 });
const failed = anEntry({ status: 'FAILED', state: 'failed', rank: 40 });
const paid = anEntry({ status: 'SUCCESS', state: 'succeeded', rank: 50 });

/** Applies webhooks one after the other, then resolves what waits for a person. */
async function live({ client }: DynamodbEngine, table: string, checkoutId: string, life: HistoryEntry[]) {
  const store = dynamodbCheckoutStore(client, { TABLE_NAME: table, RETENTION_DAYS: 0 });
  const key = { checkoutId, provider: 'inqud' };
  const policy = attentionPolicy(findProvider, key);
  for (const entry of life) await applyEvents({ store, policy, raise: () => {} }, key, [entry], signal);
  const refused = await store.advance(key, [created], signal);
  if (refused.written || !refused.current) throw new Error('The row has the event already.');
  const resolved = resolvedRow(refused.current, policy, {
    who: 'ann',
    when: '2026-01-02T00:00:00.000Z',
    note: '',
  });
  if (resolved !== refused.current) await store.replace(refused.current, resolved, signal);
}

const engines = [
  { name: 'dynoxide', start: startDynoxide, skip: undefined },
  { name: 'DynamoDB Local', start: startDynamodbLocal, skip: whyNoDynamodbLocal() },
];

describe.each(engines)('From a table of $name to a queue of the merchant', ({ start, skip }) => {
  let engine: DynamodbEngine;
  let topic: TopicEngine;
  beforeAll(async () => {
    if (!skip) [engine, topic] = await Promise.all([start(), startTopicEngine()]);
  });
  afterAll(() => Promise.all([engine?.stop(), topic?.stop()]));

  it.skipIf(skip)(
    'every change of a checkout comes once, in order, although it was published twice',
    async () => {
      const all = await topic.subscribe('all');
      const succeeded = await topic.subscribe('succeeded', { type: ['checkout.succeeded'] });
      const table = await createCheckoutTable(engine.client);
      const stream = await switchStreamOn(engine.client, table);
      await Promise.all([
        live(engine, table, 'CCO-1', [created, requested, paid, failed]),
        live(engine, table, 'CCO-2', [created, failed]),
      ]);
      const handler = publishHandler({
        findProvider,
        outlet: snsEventOutlet(topic.client, topic.topicArn),
        deadLetters: { send: () => Promise.reject(new Error('Every row can be read.')) },
        source: 'urn:checkout-webhooks:test',
        startLog: () => ({ report: () => {}, flush: () => {} }),
      });
      const Records = [...(await readStream(engine.endpoint, stream))];
      const context = { getRemainingTimeInMillis: () => 60_000 };
      for (const _attempt of [1, 2])
        expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] });

      const received = (await all()).map((body) => ChangeEventSchema.parse(JSON.parse(body)));
      expect(received.filter(({ subject }) => subject === 'CCO-1').map(summary)).toEqual([
        'checkout.pending NEW  after nothing',
        'checkout.succeeded SUCCESS  after REQUEST_CREATED',
        'checkout.attention SUCCESS conflict after SUCCESS',
        'checkout.attention SUCCESS  after SUCCESS',
      ]);
      expect(received.filter(({ subject }) => subject === 'CCO-2').map(summary)).toEqual([
        'checkout.pending NEW  after nothing',
        'checkout.failed FAILED  after NEW',
      ]);
      const filtered = (await succeeded()).map((body) => ChangeEventSchema.parse(JSON.parse(body)));
      expect(filtered.map(({ type }) => type)).toEqual(['checkout.succeeded']);
    },
  );
});

const summary = ({ type, data }: ChangeEvent): string =>
  `${type} ${data.status} ${data.attention.join()} after ${data.previous?.status ?? 'nothing'}`;
