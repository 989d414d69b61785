import { describe, expect, it } from 'vitest';
import { inqudBody, StoryService, tweedBody } from './service.ts';

const DAY_MS = 86_400_000;
const first = Date.parse('2026-01-01T00:00:00.000Z');

/** How often each event stands in the checkout's history, and what was reported of the deliveries. */
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
  it('it leaves the header with the delivery’s id out', async () => {
    const service = new StoryService();
    await service.deliver({
      provider: 'tweed',
      body: tweedBody('DONE'),
      headers: { 'x-tweed-delivery': 'd' },
    });
    await service.deliver({ provider: 'tweed', body: tweedBody('DONE') });
    expect(await endOf(service, 'a')).toEqual({ events: 1, outcomes: ['event_advanced', 'event_duplicate'] });
  });

  // Windows of 5 minutes (SQS FIFO) or 1 hour (Hookdeck, Powertools) against 46 hours (Inqud) and 72 hours (Stripe).
  it.each([1, 3, 14, 365])(
    '%i days have passed: there is no window after which it would be forgotten',
    async (days) => {
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
    },
  );
});

// hookdeck/outpost#276: the log write was not idempotent, so that a retry failed, and was retried without end.
it('A message that is consumed again comes off every time, and is not kept in the queue', async () => {
  const service = new StoryService();
  for (let time = 0; time < 5; time += 1)
    expect(await service.deliver({ provider: 'tweed', body: tweedBody('DONE') })).toEqual({
      outcome: 'queued',
      failed: [],
    });
});
