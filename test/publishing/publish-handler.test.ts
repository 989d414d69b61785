import { expect, it } from 'vitest';
import { PortFault } from '../../lib/app/ports.ts';
import { publishHandler } from '../../lib/aws/lambda/publish-handler.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { readFixtures, rowFrom } from '../versions/version-fixtures.ts';
import { streamRecord } from './stream-record.ts';

const rows = Object.values(readFixtures('v1').rows).map(rowFrom).slice(0, 3);
const Records = rows.map((NewImage, index) => streamRecord('INSERT', { NewImage }, String(index)));

/** Publishes the records with a handler whose outlet refuses the event with the number `refused`. */
async function handle(refused?: number) {
  const events: ChangeEvent[] = [];
  let flushes = 0;
  const handler = publishHandler({
    findProvider,
    source: 'urn:checkout-webhooks:test',
    outlet: {
      async publish(event: ChangeEvent) {
        if (events.length === refused) throw new PortFault('Publish: TimeoutError');
        events.push(event);
      },
    },
    deadLetters: { send: () => Promise.reject(new Error('Every row can be read.')) },
    startLog: () => ({
      report: () => {},
      flush() {
        flushes += 1;
      },
    }),
  });
  const answer = await handler({ Records }, { getRemainingTimeInMillis: () => 60_000 });
  return { answer, subjects: events.map(({ subject }) => subject), flushes };
}

it('Publish answers that nothing failed, and writes its metrics', async () => {
  const { answer, subjects, flushes } = await handle();
  expect([answer, flushes]).toEqual([{ batchItemFailures: [] }, 1]);
  expect(subjects).toEqual(rows.map(({ checkoutId }) => checkoutId?.S));
});

it('Publish answers with the one record from which the stream must send again', async () => {
  expect((await handle(1)).answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
});
