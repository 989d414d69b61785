import { describe, expect, it } from 'vitest';
import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import { PortFault } from '../../lib/app/ports.ts';
import { readMessage } from '../../lib/app/read-message.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { reportFacts } from '../../lib/app/report-applied.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Delivery } from '../../lib/webhook/delivery.ts';
import { aDelivery, RecordedLog, receiveParts } from '../../proof/kit/deliveries.ts';
import { signedByName } from '../../proof/kit/signed-by.ts';
import { findIgnoring } from '../providers/ignoring-tweed.ts';

describe('Ingest reports', () => {
  const receive = async (delivery: Delivery) => {
    const { dependencies, invocation, log } = receiveParts();
    await receiveDelivery(dependencies, delivery, invocation);
    return log.entries;
  };

  it('a queued webhook with both its ids, and nothing of its content', async () => {
    const secrets = new MemorySecretStore(new Map([['tweed', ['t']]]));
    const { dependencies, invocation, log } = receiveParts();
    const body = Buffer.from('{}');
    const headers = { ...signedByName('tweed', body, 't'), 'x-tweed-delivery': 'delivery-1' };
    await receiveDelivery(
      { ...dependencies, secrets },
      aDelivery({ provider: 'tweed', body, headers }),
      invocation,
    );
    expect(log.entries).toEqual([
      {
        code: 'delivery_queued',
        fields: {
          provider: 'tweed',
          requestId: 'request-1',
          bytes: 2,
          deliveryId: 'delivery-1',
          messageId: 'message-1',
        },
      },
    ]);
  });

  it('an unknown provider without its name, because the sender chose the name', async () => {
    expect(await receive(aDelivery({ provider: 'nobody' }))).toEqual([
      { code: 'delivery_unknown_provider', fields: { requestId: 'request-1' } },
    ]);
  });

  it('why a delivery was refused, and its size', async () => {
    const body = Buffer.from('{}');
    expect(await receive(aDelivery({ body, headers: { 'x-payload-digest': '00' } }))).toEqual([
      {
        code: 'delivery_unauthorized',
        fields: { provider: 'inqud', requestId: 'request-1', bytes: 2, reason: 'signature_malformed' },
      },
    ]);
  });

  it('why a webhook could not be queued', async () => {
    const { dependencies, invocation, log } = receiveParts();
    const queue = { send: () => Promise.reject(new PortFault('SendMessage: TimeoutError')) };
    await receiveDelivery({ ...dependencies, queue }, aDelivery({ body: Buffer.from('{}') }), invocation);
    expect(log.entries).toEqual([
      {
        code: 'delivery_unavailable',
        fields: { provider: 'inqud', requestId: 'request-1', bytes: 2, reason: 'SendMessage: TimeoutError' },
      },
    ]);
  });
});

describe('Consume reports', () => {
  const secrets = new MemorySecretStore(
    new Map([
      ['inqud', ['s']],
      ['tweed', ['s']],
    ]),
  );

  async function consume(
    provider: string,
    body: unknown,
    now = '2026-01-01T00:00:02.500Z',
    outOfTime = new AbortController().signal,
    find = findProvider,
  ) {
    const { dependencies, invocation, queue } = receiveParts();
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = signedByName(provider, bytes, 's') ?? {};
    await receiveDelivery(
      { ...dependencies, secrets },
      aDelivery({ provider, body: bytes, headers }),
      invocation,
    );
    const log = new RecordedLog();
    const failed = await applyDeliveries(
      {
        findProvider: find,
        store: new MemoryCheckoutStore(),
        deadLetters: new MemoryDeadLetterQueue(),
        now: () => Date.parse(now),
      },
      queue.messages,
      { report: log.report, outOfTime },
    );
    return { failed, log: log.entries };
  }
  const inqud = { id: 'CCO-1', status: 'NEW', createdAt: '2026-01-01T00:00:01Z' };

  it('the time from the arrival of an event, and from its own time, to the row', async () => {
    const { log } = await consume('inqud', inqud);
    expect(log[0]?.fields).toMatchObject({ delayMs: 2_500, ageMs: 1_500 });
  });

  it('no negative time, although the clocks of provider, gateway and function differ', async () => {
    const { log } = await consume('inqud', inqud, '2025-12-31T00:00:00Z');
    expect(log[0]?.fields).toMatchObject({ delayMs: 0, ageMs: 0 });
  });

  it('no age for an event without a time', async () => {
    const { log } = await consume('tweed', tweedEvent('CHECKOUT_STATUS_UPDATED'));
    expect(log[0]).toMatchObject({ code: 'event_advanced', fields: { delayMs: 2_500 } });
    expect(log[0]?.fields).not.toHaveProperty('ageMs');
  });

  it('which details were too long for a row, by their names and without their text', async () => {
    const long = 'x'.repeat(257);
    const { log } = await consume('inqud', { ...inqud, clientOrderId: long, request: { txHash: long } });
    expect(log).toMatchObject([
      { code: 'event_advanced', fields: { checkoutId: 'CCO-1' } },
      {
        code: 'event_detail_dropped',
        fields: { provider: 'inqud', checkoutId: 'CCO-1', reason: 'reference, transactionHash' },
      },
    ]);
    expect(JSON.stringify(log)).not.toContain(long);
  });

  it.each([
    ['NFT.PURCHASE_2', 'NFT.PURCHASE_2'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), 'not_a_name'],
    ['2FA', 'not_a_name'],
    ['a@b.example', 'not_a_name'],
    [' A', 'not_a_name'],
    ['A B', 'not_a_name'],
    ['A\n', 'not_a_name'],
    ['', 'not_a_name'],
  ])(
    'an event of another type by its name, but only if %j is a name, because the sender chose it',
    async (type, reason) => {
      const { log } = await consume('tweed', tweedEvent(type), undefined, undefined, findIgnoring);
      expect(log).toEqual([
        {
          code: 'event_ignored',
          fields: { provider: 'tweed', requestId: 'request-1', reason },
        },
      ]);
    },
  );

  it('messages of every kind that it had no time for, and leaves them in the queue', async () => {
    const bodies = [
      ['inqud', inqud],
      ['inqud', {}],
      ['tweed', tweedEvent('OTHER')],
    ] as const;
    for (const [provider, body] of bodies) {
      expect(await consume(provider, body, undefined, AbortSignal.abort())).toEqual({
        failed: ['message-1'],
        log: [
          {
            code: 'message_out_of_time',
            fields: {
              messageId: 'message-1',
              provider,
              requestId: 'request-1',
              reason: 'No time was left to start.',
            },
          },
        ],
      });
    }
  });
});

describe('A fact that a person should look at', () => {
  const body = Buffer.from('{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}');

  it('is reported by its kind, unless only a newer version knows the kind: that one reports it', async () => {
    const { dependencies, invocation, queue, log } = receiveParts();
    await receiveDelivery(dependencies, aDelivery({ body }), invocation);
    const [reading] = queue.messages.map((message) => readMessage(findProvider, message));
    if (reading?.kind !== 'event') throw new Error('The message is not an event.');
    const facts = [
      { key: 'chargeback|NEW', reason: 'The bank took the money back.' },
      { key: 'review|e', reason: 'The provider asks for a person to look: CONFLICT.' },
    ];
    log.entries.length = 0;
    reportFacts(log.report, [reading], facts);
    expect(log.entries).toMatchObject([
      { code: 'checkout_review', fields: { checkoutId: 'CCO-1', reason: facts[1]?.reason } },
    ]);
  });
});

const tweedEvent = (type: string) => ({ type, data: { status: 'CREATED', checkoutId: 'a' } });
