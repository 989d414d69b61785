import { describe, expect, it } from 'vitest';
import type { DeliveryQueue } from '../../../lib/app/ports.ts';
import { consumeHandler } from '../../../lib/aws/lambda/consume-handler.ts';
import { ingestHandler } from '../../../lib/aws/lambda/ingest-handler.ts';
import { startInvocationLog } from '../../../lib/aws/telemetry/invocation-log.ts';
import { MemoryCheckoutStore } from '../../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../../lib/memory/memory-queue.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { sqsEvent } from '../../../local/mapping/sqs-event.ts';
import { receiveParts } from '../../../proof/kit/deliveries.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { metricsIn } from '../../monitoring/metrics-in.ts';
import { anHttpEvent } from '../lambda/http-events.ts';

const namespace = 'checkout-webhooks/test';
const context = { getRemainingTimeInMillis: () => 20_000 };

function logged() {
  const lines: string[] = [];
  return {
    startLog: () => startInvocationLog({ namespace, write: (line) => lines.push(line) }),
    names: () =>
      metricsIn(lines.join('')).flatMap(({ name, dimensions }) => ('provider' in dimensions ? [name] : [])),
  };
}

function consume(startLog: ReturnType<typeof logged>['startLog']) {
  const [store, deadLetters] = [new MemoryCheckoutStore(), new MemoryDeadLetterQueue()];
  return consumeHandler({ findProvider, store, deadLetters, startLog, now: Date.now });
}

describe('The metrics of an invocation are written', () => {
  it('by ingest, when it answers', async () => {
    const { startLog, names } = logged();
    const handler = ingestHandler({ ...receiveParts().handlerParts, startLog });
    await handler(anHttpEvent({ body: '{}' }));
    expect(names()).toEqual(['Refused']);
    const headers = { ...signedBy(tweed, Buffer.from('{}'), 'a guess') };
    await handler(anHttpEvent({ body: '{}', provider: 'tweed', headers }));
    expect(names()).toEqual(['Refused', 'NoSecret']);
  });

  it('by ingest, also for a report that comes after the answer', async () => {
    const { startLog, names } = logged();
    const queue: DeliveryQueue = {
      send: (_message, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => setTimeout(reject, 20))),
    };
    const { handlerParts } = receiveParts();
    const secrets = { secretsOf: async () => ['s'], freshSecretsOf: async () => ['s'] };
    const headers = { ...signedBy(inqud, Buffer.from('{}'), 's') };
    const handler = ingestHandler({ ...handlerParts, secrets, queue, startLog }, 20);
    expect(await handler(anHttpEvent({ body: '{}', headers }))).toMatchObject({ statusCode: 503 });
    expect(names()).toEqual([]);
    await expect.poll(names).toEqual(['Unavailable']);
  });

  it('by consume, once for a batch', async () => {
    const { startLog, names } = logged();
    const letters = [1, 2].map((id) => ({ MessageId: `m-${id}`, Body: 'not a queue message' }));
    await consume(startLog)(sqsEvent(letters, 'arn', 'eu-central-1'), context);
    expect(names()).toEqual(['DeadLettered']);
  });

  it('by consume, when the whole invocation fails', async () => {
    const { startLog } = logged();
    let flushed = 0;
    const handler = consume(() => ({
      ...startLog(),
      flush: () => {
        flushed += 1;
      },
    }));
    await expect(handler(JSON.parse('{}'), context)).rejects.toThrow(TypeError);
    expect(flushed).toBe(1);
  });
});
