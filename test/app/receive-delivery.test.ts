import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DeliveryQueue, PortFault, type SecretStore } from '../../lib/app/ports.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import { QueueMessage } from '../../lib/webhook/queue-message.ts';
import { aDelivery, receiveParts, SECRET } from '../../proof/kit/deliveries.ts';
import { signedBy } from '../../proof/kit/signed-by.ts';

describe('Receiving a delivery', () => {
  it('queues exactly the bytes of an authentic one, and returns the id of the message', async () => {
    const { dependencies, invocation, queue, log } = receiveParts();
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x0a]);
    const received = await receiveDelivery(dependencies, aDelivery({ body }), invocation);
    expect(received).toEqual({ outcome: 'queued', id: 'message-1' });
    const message = QueueMessage.parse(JSON.parse(queue.messages[0]?.text ?? ''));
    expect(Buffer.from(message.body, 'base64')).toEqual(body);
    expect(message).toMatchObject({
      version: 1,
      provider: 'inqud',
      bodyDigest: createHash('sha256').update(body).digest('hex'),
      receivedAt: '2026-01-01T00:00:00.000Z',
      requestId: 'request-1',
    });
    expect(log.codes).toEqual(['delivery_queued']);
  });

  it('keeps the delivery id and the listed headers, and never the signature', async () => {
    const { dependencies, invocation, queue } = receiveParts();
    const body = Buffer.from('{}');
    const secrets: SecretStore = { secretsOf: async () => ['t'], freshSecretsOf: async () => ['t'] };
    const headers = {
      ...signedBy(tweed, body, 't'),
      'x-tweed-delivery': 'delivery-1',
      'x-tweed-hook-id': 'hook-1',
      'user-agent': 'bad\u0000agent',
      cookie: 'private',
    };
    await receiveDelivery(
      { ...dependencies, secrets },
      aDelivery({ provider: 'tweed', body, headers }),
      invocation,
    );
    const message = QueueMessage.parse(JSON.parse(queue.messages[0]?.text ?? ''));
    expect(message.deliveryId).toBe('delivery-1');
    expect(message.headers).toEqual({ 'x-tweed-hook-id': 'hook-1' });
  });

  it('queues only the headers that are there: none is undefined', async () => {
    const { dependencies, invocation } = receiveParts();
    const sent: QueueMessage[] = [];
    const queue: DeliveryQueue = { send: async (message) => String(sent.push(message)) };
    const delivery = aDelivery();
    const headers = { ...delivery.headers, 'user-agent': 'inqud/1' };
    await receiveDelivery({ ...dependencies, queue }, { ...delivery, headers }, invocation);
    expect(sent.map((message) => message.headers)).toStrictEqual([{ 'user-agent': 'inqud/1' }]);
  });

  it.each([
    [
      'an unknown provider',
      aDelivery({ provider: 'nobody' }),
      'unknown_provider',
      'delivery_unknown_provider',
    ],
    [
      'a provider in upper case',
      aDelivery({ provider: 'Inqud' }),
      'unknown_provider',
      'delivery_unknown_provider',
    ],
    [
      'a provider named like a built-in property',
      aDelivery({ provider: 'constructor' }),
      'unknown_provider',
      'delivery_unknown_provider',
    ],
    ['a body over the limit', aDelivery({ body: Buffer.alloc(1_025) }), 'too_large', 'delivery_too_large'],
    [
      'a forged signature',
      aDelivery({ headers: signedBy(inqud, Buffer.from('other'), SECRET) }),
      'unauthorized',
      'delivery_unauthorized',
    ],
    [
      'a signature for a provider without a secret',
      aDelivery({ provider: 'tweed', headers: signedBy(tweed, Buffer.from('{}'), 'a guess') }),
      'no_secret',
      'delivery_no_secret',
    ],
  ] as const)('refuses %s and queues nothing', async (_what, delivery, outcome, code) => {
    const { dependencies, invocation, queue, log } = receiveParts();
    expect(await receiveDelivery(dependencies, delivery, invocation)).toEqual({ outcome });
    expect(queue.messages).toEqual([]);
    expect(log.codes).toEqual([code]);
  });

  it('accepts a body of exactly the limit', async () => {
    const { dependencies, invocation } = receiveParts();
    expect(
      await receiveDelivery(dependencies, aDelivery({ body: Buffer.alloc(1_024) }), invocation),
    ).toMatchObject({ outcome: 'queued' });
  });

  it('reports the precise reason only to the log', async () => {
    const { dependencies, invocation, log } = receiveParts();
    const forged = await receiveDelivery(dependencies, aDelivery({ headers: {} }), invocation);
    expect(forged).toEqual({ outcome: 'unauthorized' });
    expect(log.entries[0]?.fields.reason).toBe('signature_missing');
  });

  // nhs-notify-supplier-api answered 202 although SQS refused; octokit acknowledged on a timer.
  it('never acknowledges a webhook that the queue did not accept', async () => {
    const { dependencies, invocation, log } = receiveParts();
    const queue: DeliveryQueue = {
      send: () => Promise.reject(new PortFault('SendMessage: ThrottlingException')),
    };
    expect(await receiveDelivery({ ...dependencies, queue }, aDelivery(), invocation)).toEqual({
      outcome: 'unavailable',
    });
    expect(log.codes).toEqual(['delivery_unavailable']);
  });

  it('asks for a retry if the secrets cannot be read', async () => {
    const { dependencies, invocation, queue } = receiveParts();
    const secretsOf = () => Promise.reject(new PortFault('GetParameter: TimeoutError'));
    const received = await receiveDelivery(
      { ...dependencies, secrets: { secretsOf, freshSecretsOf: secretsOf } },
      aDelivery(),
      invocation,
    );
    expect(received).toEqual({ outcome: 'unavailable' });
    expect(queue.messages).toEqual([]);
  });

  // probot#1974: no overlap while a secret is rotated.
  it('reads the secrets again if none matches, so that a rotation needs no deployment', async () => {
    const { dependencies, invocation } = receiveParts();
    const rotated: SecretStore = {
      secretsOf: async () => ['old'],
      freshSecretsOf: async () => [SECRET, 'old'],
    };
    const received = await receiveDelivery({ ...dependencies, secrets: rotated }, aDelivery(), invocation);
    expect(received).toMatchObject({ outcome: 'queued' });
  });

  it('reads the secrets again if there is none, so that the first one needs no deployment', async () => {
    const { dependencies, invocation } = receiveParts();
    const added: SecretStore = { secretsOf: async () => [], freshSecretsOf: async () => [SECRET] };
    const received = await receiveDelivery({ ...dependencies, secrets: added }, aDelivery(), invocation);
    expect(received).toMatchObject({ outcome: 'queued' });
  });

  it.each([
    ['a signature that no secret could match', { 'x-payload-digest': '00' }],
    ['a delivery without a signature', {}],
  ])('does not read the secrets again for %s', async (_what, headers) => {
    const { dependencies, invocation } = receiveParts();
    const freshSecretsOf = () => Promise.reject(new Error('was asked'));
    const secrets: SecretStore = { secretsOf: async () => ['old'], freshSecretsOf };
    const delivery = aDelivery({ headers });
    const received = await receiveDelivery({ ...dependencies, secrets }, delivery, invocation);
    expect(received).toEqual({ outcome: 'unauthorized' });
  });
});
