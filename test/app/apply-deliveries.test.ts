import { describe, expect, it } from 'vitest';
import { type ApplyDependencies, applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import { type CheckoutStore, type DeadLetterQueue, PortFault } from '../../lib/app/ports.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { aDelivery, RecordedLog, receiveParts } from '../../proof/kit/deliveries.ts';
import { findIgnoring } from '../providers/ignoring-tweed.ts';

function applyParts(given: Partial<ApplyDependencies> = {}) {
  const store = new MemoryCheckoutStore();
  const deadLetters = new MemoryDeadLetterQueue();
  const log = new RecordedLog();
  const now = () => Date.parse('2026-01-01T00:00:02.500Z');
  return {
    store,
    deadLetters,
    log,
    invocation: { report: log.report, outOfTime: new AbortController().signal },
    dependencies: { findProvider, store, deadLetters, now, ...given },
  };
}

const inqudBody = (checkoutId: string, status: string, second = 0) =>
  JSON.stringify({
    id: checkoutId,
    status,
    createdAt: '2026-01-01T00:00:00Z',
    lastUpdatedAt: `2026-01-01T00:00:0${second}Z`,
  });

/** The messages that the real ingest makes of these bodies. */
async function queued(...bodies: readonly string[]): Promise<readonly QueueRecord[]> {
  const { queue, dependencies, invocation } = receiveParts();
  for (const body of bodies)
    await receiveDelivery(dependencies, aDelivery({ body: Buffer.from(body) }), invocation);
  return queue.messages;
}

describe('Applying a batch', () => {
  it('turns messages into rows and reports each with its delay', async () => {
    const { dependencies, invocation, store, log } = applyParts();
    const records = await queued(inqudBody('CCO-1', 'NEW'), inqudBody('CCO-2', 'SUCCESS', 1));
    expect(await applyDeliveries(dependencies, records, invocation)).toEqual([]);
    expect(await store.byId('CCO-2')).toMatchObject([
      { checkout: { status: 'SUCCESS', state: 'succeeded' } },
    ]);
    expect(log.entries[0]).toMatchObject({
      code: 'event_advanced',
      fields: {
        provider: 'inqud',
        checkoutId: 'CCO-1',
        status: 'NEW',
        delayMs: 2_500,
        requestId: 'request-1',
      },
    });
    expect(log.entries[0]?.fields).not.toHaveProperty('messageId');
  });

  it('merges the events of one checkout and writes them once', async () => {
    let writes = 0;
    const { dependencies, invocation, store } = applyParts();
    const counting: CheckoutStore = {
      advance: (key, entries) => {
        writes += 1;
        return store.advance(key, entries);
      },
      replace: (seen, next) => store.replace(seen, next),
    };
    const records = await queued(
      inqudBody('CCO-1', 'SUCCESS', 3),
      inqudBody('CCO-1', 'NEW'),
      inqudBody('CCO-1', 'PAYMENT_DETECTED', 2),
    );
    await applyDeliveries({ ...dependencies, store: counting }, [...records, ...records], invocation);
    expect(writes).toBe(1);
    expect(await store.byId('CCO-1')).toMatchObject([
      { checkout: { status: 'SUCCESS', history: { length: 3 } } },
    ]);
  });

  it('says of every event what became of it', async () => {
    const { dependencies, invocation, log } = applyParts();
    const [success, created, again] = [
      inqudBody('CCO-1', 'SUCCESS', 3),
      inqudBody('CCO-1', 'NEW'),
      inqudBody('CCO-1', 'SUCCESS', 3),
    ];
    for (const body of [success, created, again])
      await applyDeliveries(dependencies, await queued(body), invocation);
    expect(log.codes).toEqual(['event_advanced', 'event_late', 'event_duplicate']);
  });

  it('puts what can never succeed among the dead letters, with the reason, and counts it as handled', async () => {
    const { dependencies, invocation, deadLetters, log } = applyParts();
    const records = [...(await queued('not json')), { messageId: 'm-2', text: 'no message of ours' }];
    expect(await applyDeliveries(dependencies, records, invocation)).toEqual([]);
    expect(deadLetters.letters).toEqual([
      { text: records[0]?.text, reason: 'not_json', provider: 'inqud' },
      { text: 'no message of ours', reason: 'not_a_queue_message' },
    ]);
    expect(log.entries).toEqual([
      {
        code: 'message_dead_lettered',
        fields: { messageId: 'message-1', provider: 'inqud', requestId: 'request-1', reason: 'not_json' },
      },
      { code: 'message_dead_lettered', fields: { messageId: 'm-2', reason: 'not_a_queue_message' } },
    ]);
  });

  it('keeps a message whose dead letter was not accepted', async () => {
    const deadLetters: DeadLetterQueue = {
      send: () => Promise.reject(new PortFault('SendMessage: refused')),
    };
    const { dependencies, invocation, log } = applyParts({ deadLetters });
    expect(await applyDeliveries(dependencies, await queued('not json'), invocation)).toEqual(['message-1']);
    expect(log.entries).toEqual([
      {
        code: 'message_failed',
        fields: {
          messageId: 'message-1',
          provider: 'inqud',
          requestId: 'request-1',
          reason: 'SendMessage: refused',
        },
      },
    ]);
  });

  // Found by the hostile input: the row's schema bounds an amount, so the whole event was no event any more.
  it('keeps the status of a webhook whose amount nobody can mean', async () => {
    const { dependencies, invocation, store, deadLetters, log } = applyParts();
    const [head] = inqudBody('CCO-1', 'SUCCESS').split(/}$/);
    const records = await queued(`${head},"sourceAmount":${'9'.repeat(300)}}`);
    await applyDeliveries(dependencies, records, invocation);
    expect(deadLetters.letters).toEqual([]);
    expect(await store.byId('CCO-1')).toMatchObject([{ checkout: { status: 'SUCCESS', details: {} } }]);
    expect(log.entries[1]).toMatchObject({ code: 'event_detail_dropped', fields: { reason: 'amount' } });
  });

  it.each([
    ['clientOrderId', 'reference'],
    ['sourceAmount', 'amount'],
  ])('leaves out a %s of more than 256 characters, keeps the rest and reports it', async (member, name) => {
    const { dependencies, invocation, store, log } = applyParts();
    const details = { clientOrderId: 'order-1', sourceAmount: '9', sourceCurrency: 'EUR' };
    const long = { ...JSON.parse(inqudBody('CCO-1', 'NEW')), ...details, [member]: '7'.repeat(257) };
    const fitting = { ...JSON.parse(inqudBody('CCO-2', 'NEW')), ...details, [member]: '7'.repeat(256) };
    const records = await queued(JSON.stringify(long), JSON.stringify(fitting));
    await applyDeliveries(dependencies, records, invocation);
    const [row, other] = [...(await store.byId('CCO-1')), ...(await store.byId('CCO-2'))];
    const kept: Record<string, string> = { reference: 'order-1', amount: '9', currency: 'EUR' };
    expect(other).toMatchObject({ checkout: { details: { ...kept, [name]: '7'.repeat(256) } } });
    delete kept[name];
    if (name === 'amount') delete kept['currency'];
    expect(row?.kind === 'readable' && row.checkout.details).toEqual(kept);
    expect(log.entries.filter(({ code }) => code === 'event_detail_dropped')).toEqual([
      {
        code: 'event_detail_dropped',
        fields: { provider: 'inqud', checkoutId: 'CCO-1', eventId: expect.any(String), reason: name },
      },
    ]);
  });

  it('makes a dead letter of a damaged body, and names it', async () => {
    const { dependencies, invocation, deadLetters } = applyParts();
    const [record] = await queued(inqudBody('CCO-1', 'NEW'));
    const damaged = { ...JSON.parse(record?.text ?? ''), bodyDigest: '0'.repeat(64) };
    const records = [{ messageId: 'm-1', text: JSON.stringify(damaged) }];
    expect(await applyDeliveries(dependencies, records, invocation)).toEqual([]);
    expect(deadLetters.letters.map(({ reason }) => reason)).toEqual(['body_damaged']);
  });

  // While two versions run side by side, the older consume may get what only the newer understands.
  it.each([
    [{ version: 2, somethingNew: true }, 'newer_message_version'],
    [{ provider: 'nobody' }, 'unknown_provider'],
  ])('keeps a message that a newer version may understand: %j', async (variant, reason) => {
    const { dependencies, invocation, deadLetters, log } = applyParts();
    const [record] = await queued(inqudBody('CCO-1', 'NEW'));
    const text = JSON.stringify({ ...JSON.parse(record?.text ?? ''), ...variant });
    expect(await applyDeliveries(dependencies, [{ messageId: 'm-1', text }], invocation)).toEqual(['m-1']);
    expect(deadLetters.letters).toEqual([]);
    expect(log.entries).toMatchObject([{ code: 'message_failed', fields: { messageId: 'm-1', reason } }]);
  });

  it('counts authentic events that are not about a checkout, and is done with them', async () => {
    const { dependencies, invocation, deadLetters, log } = applyParts({ findProvider: findIgnoring });
    const [record] = await queued('{"type":"NFT_PURCHASE_UPDATED","data":{}}');
    const text = JSON.stringify({ ...JSON.parse(record?.text ?? ''), provider: 'tweed' });
    expect(await applyDeliveries(dependencies, [{ messageId: 'm', text }], invocation)).toEqual([]);
    expect(log.entries).toMatchObject([
      { code: 'event_ignored', fields: { reason: 'NFT_PURCHASE_UPDATED' } },
    ]);
    expect(deadLetters.letters).toEqual([]);
  });

  // Ignored, it would be acknowledged and kept nowhere: a rename at the provider would lose every payment.
  it('makes a dead letter of an event of a type that nobody knows', async () => {
    const { dependencies, invocation, deadLetters, log } = applyParts();
    const [record] = await queued(
      '{"type":"CHECKOUT_STATUS_CHANGED","data":{"status":"DONE","checkoutId":"a"}}',
    );
    const text = JSON.stringify({ ...JSON.parse(record?.text ?? ''), provider: 'tweed' });
    expect(await applyDeliveries(dependencies, [{ messageId: 'm', text }], invocation)).toEqual([]);
    expect(deadLetters.letters).toEqual([{ text, reason: 'unknown_type', provider: 'tweed' }]);
    expect(log.codes).toEqual(['message_dead_lettered']);
  });

  it('fails only the messages of the checkout whose write failed', async () => {
    const { dependencies, invocation, store } = applyParts();
    const flaky: CheckoutStore = {
      advance: (key, entries) =>
        key.checkoutId === 'CCO-2'
          ? Promise.reject(new PortFault('UpdateItem: throttled'))
          : store.advance(key, entries),
      replace: (seen, next) => store.replace(seen, next),
    };
    const records = await queued(
      ...['CCO-1', 'CCO-2', 'CCO-3', 'CCO-2'].map((id, second) => inqudBody(id, 'NEW', second)),
    );
    expect(await applyDeliveries({ ...dependencies, store: flaky }, records, invocation)).toEqual([
      'message-2',
      'message-4',
    ]);
    expect(await store.byId('CCO-3')).toHaveLength(1);
  });

  // Powertools batch was run past its deadline: 4 × 200 ms of work on a budget of 300 ms.
  it('starts nothing new when the time is up, and says which messages it left', async () => {
    const { dependencies, invocation, store, log } = applyParts();
    const deadline = new AbortController();
    const slow: CheckoutStore = {
      advance: async (key, entries) => {
        deadline.abort();
        return store.advance(key, entries);
      },
      replace: (seen, next) => store.replace(seen, next),
    };
    const ids = Array.from({ length: 25 }, (_, index) => `CCO-${index + 1}`);
    const failed = await applyDeliveries(
      { ...dependencies, store: slow },
      await queued(...ids.map((id) => inqudBody(id, 'NEW'))),
      { ...invocation, outOfTime: deadline.signal },
    );
    const rows = await Promise.all(ids.map((id) => store.byId(id)));
    expect(failed.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.length === 1)).toHaveLength(25 - failed.length);
    expect(log.codes.filter((code) => code === 'message_out_of_time')).toHaveLength(failed.length);
  });

  // powertools-typescript#3673 kept the memory of failed groups across warm invocations.
  it('remembers nothing from one batch to the next', async () => {
    const { dependencies, invocation, store } = applyParts();
    const broken: CheckoutStore = {
      ...store,
      advance: () => Promise.reject(new PortFault('down')),
      replace: () => Promise.reject(new PortFault('down')),
    };
    const records = await queued(inqudBody('CCO-1', 'NEW'));
    expect(await applyDeliveries({ ...dependencies, store: broken }, records, invocation)).toEqual([
      'message-1',
    ]);
    expect(await applyDeliveries(dependencies, records, invocation)).toEqual([]);
  });

  it('raises attention once, by the events that give reason for it', async () => {
    const { dependencies, invocation, log } = applyParts();
    const bodies = [
      inqudBody('CCO-1', 'EXPIRED', 1),
      inqudBody('CCO-1', 'SUCCESS', 2),
      inqudBody('CCO-1', 'SUCCESS', 3),
      inqudBody('CCO-1', 'PARTLY', 4),
    ];
    for (const body of bodies) await applyDeliveries(dependencies, await queued(body), invocation);
    expect(log.entries.find(({ code }) => code === 'checkout_conflict')?.fields).toEqual({
      provider: 'inqud',
      checkoutId: 'CCO-1',
      eventId: expect.stringMatching(/^[0-9a-f]{64}$/),
      reason: 'The provider reported both SUCCESS and EXPIRED.',
    });
    expect(log.codes.filter((code) => code.startsWith('checkout_'))).toEqual([
      'checkout_conflict',
      'checkout_unknown_status',
    ]);
  });
});
