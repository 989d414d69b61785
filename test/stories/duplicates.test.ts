/** Stories of systems that applied one event twice. Each is named above its test; docs/reliability.md lists them. */

import { describe, expect, it } from 'vitest';
import { inqudBody, StoryService, tweedBody } from './service.ts';

const DAY_MS = 86_400_000;
const first = Date.parse('2026-01-01T00:00:00.000Z');

/** Returns the number of events in the checkout's history, and the outcomes that were logged. */
async function endOf(service: StoryService, checkoutId: string) {
  const checkout = await service.checkouts.get(checkoutId);
  return {
    events: checkout?.history.length,
    outcomes: service.log.codes.filter((code) => code.startsWith('event_')),
  };
}

describe('A webhook that comes again is one event, although', () => {
  // btcpayserver#3966
  it('a redelivery has a new delivery id', async () => {
    const service = new StoryService();
    for (const id of ['delivery-1', 'delivery-2'])
      await service.deliver({
        provider: 'tweed',
        body: tweedBody('DONE'),
        headers: { 'x-tweed-delivery': id },
      });
    expect(await endOf(service, 'a')).toEqual({ events: 1, outcomes: ['event_advanced', 'event_duplicate'] });
  });

  // open-mercato#1343
  it('the header with the delivery id is left out', async () => {
    const service = new StoryService();
    await service.deliver({
      provider: 'tweed',
      body: tweedBody('DONE'),
      headers: { 'x-tweed-delivery': 'd' },
    });
    await service.deliver({ provider: 'tweed', body: tweedBody('DONE') });
    expect(await endOf(service, 'a')).toEqual({ events: 1, outcomes: ['event_advanced', 'event_duplicate'] });
  });

  // SQS FIFO forgets after 5 minutes, Hookdeck and Powertools after an hour. Inqud retries for 46 hours, Stripe for 72.
  it.each([1, 3, 14, 365])('%i days have passed: an event is never forgotten', async (days) => {
    const service = new StoryService();
    const body = inqudBody('SUCCESS', '2026-01-01T00:00:01Z');
    await service.deliver({ provider: 'inqud', body });
    const receivedAt = new Date(first + days * DAY_MS).toISOString();
    await service.deliver({ provider: 'inqud', body, receivedAt });
    expect(await endOf(service, 'CCO-1')).toEqual({
      events: 1,
      outcomes: ['event_advanced', 'event_duplicate'],
    });
    expect((await service.checkouts.get('CCO-1'))?.history[0]?.receivedAt).toBe('2026-01-01T00:00:00.000Z');
  });
});

// hookdeck/outpost#276: the log write was not idempotent, so a retry failed and was retried again without end.
it('A message that is consumed again succeeds every time, and is not kept in the queue', async () => {
  const service = new StoryService();
  for (let time = 0; time < 5; time += 1)
    expect(await service.deliver({ provider: 'tweed', body: tweedBody('DONE') })).toEqual({
      outcome: 'queued',
      failed: [],
    });
});
