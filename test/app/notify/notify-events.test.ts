import { describe, expect, it } from 'vitest';
import type { LogCode, LogFields } from '../../../lib/app/log-codes.ts';
import { notifyEvents } from '../../../lib/app/notify/notify-events.ts';
import type { EndpointAnswer, QueuedEvent } from '../../../lib/app/notify/notify-ports.ts';
import { PortFault } from '../../../lib/app/ports.ts';
import { MemorySecretStore } from '../../../lib/memory/memory-secret-store.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = Date.parse('2026-06-01T12:00:00.000Z');
const SECRET = 'whsec_c2VjcmV0IG9mIGEgbWVyY2hhbnQgaW4gdGVzdHM=';

/** The first letter of a name is the checkout. */
const anEvent = (name: string, more: Partial<QueuedEvent> = {}): QueuedEvent => ({
  messageId: name,
  receipt: `receipt of ${name}`,
  group: name.slice(0, 1),
  text: JSON.stringify({ id: `evt_${name}`, subject: name.slice(0, 1), data: { provider: 'inqud' } }),
  attempt: 1,
  sentAt: NOW,
  ...more,
});

interface World {
  readonly answers?: Readonly<Record<string, EndpointAnswer>>;
  readonly secrets?: readonly string[];
  readonly outOfStarts?: boolean;
  readonly failing?: 'hide' | 'undelivered' | 'pause' | 'secrets';
}

/** Notifies an endpoint that accepts every event for which the test has no other answer. */
async function notify(events: readonly QueuedEvent[], world: World = {}) {
  const { answers = {}, secrets = [SECRET], outOfStarts = false, failing } = world;
  const effects: string[] = [];
  const lines: [LogCode, LogFields][] = [];
  const effect = (port: World['failing'], text: string): void => {
    if (port === failing) throw new PortFault(`${port}: InternalError`);
    effects.push(text);
  };
  const store = new MemorySecretStore(new Map([['notify', secrets]]));
  const failingStore = { secretsOf: () => Promise.reject(new PortFault('GetParameters: TimeoutError')) };
  const dependencies = {
    endpoint: {
      host: 'shop.example',
      async post(headers: Readonly<Record<string, string>>): Promise<EndpointAnswer> {
        const name = headers['webhook-id']?.slice('evt_'.length) ?? '';
        effects.push(`post ${name}`);
        return answers[name] ?? { status: 200 };
      },
    },
    secrets: failing === 'secrets' ? { ...failingStore, freshSecretsOf: failingStore.secretsOf } : store,
    queue: {
      hide: async ({ messageId }: QueuedEvent, seconds: number) =>
        effect('hide', `hide ${messageId} ${seconds}`),
    },
    undelivered: {
      send: async ({ messageId }: QueuedEvent, reason: string) =>
        effect('undelivered', `dead ${messageId} ${reason}`),
    },
    delivery: { pause: async () => effect('pause', 'pause') },
    now: () => NOW,
  };
  const kept = await notifyEvents(dependencies, events, {
    report: (code, fields) => void lines.push([code, fields]),
    outOfTime: AbortSignal.timeout(60_000),
    lastStart: outOfStarts ? AbortSignal.abort() : AbortSignal.timeout(60_000),
  });
  return { kept, effects, lines, codes: lines.map(([code]) => code) };
}

const ERROR = { status: 500 };

describe('Notifying a batch of events', () => {
  it('sends those of a checkout in their order, and keeps none', async () => {
    const { kept, effects, lines } = await notify([anEvent('A1'), anEvent('B1'), anEvent('A2')]);
    expect(kept).toEqual([]);
    expect(effects.filter((effect) => effect.includes('A'))).toEqual(['post A1', 'post A2']);
    expect(lines[0]).toEqual([
      'event_notified',
      {
        eventId: 'evt_A1',
        checkoutId: 'A',
        provider: 'inqud',
        messageId: 'A1',
        host: 'shop.example',
        attempt: 1,
        httpStatus: 200,
      },
    ]);
  });

  it('hides an event that fails, releases the later ones of its checkout, and holds back no others', async () => {
    const events = ['A1', 'B1', 'A2', 'A3', 'B2'].map((name) => anEvent(name));
    const { kept, effects } = await notify(events, { answers: { A1: ERROR } });
    expect(kept).toEqual(['A1', 'A2', 'A3']);
    const ofA = effects.filter((effect) => effect.includes('A'));
    expect(ofA).toEqual(['post A1', 'hide A3 0', 'hide A2 0', 'hide A1 5']);
    expect(effects.filter((effect) => effect.includes('B'))).toEqual(['post B1', 'post B2']);
  });

  it('hides by the attempts of the event that failed, and by what the endpoint asks for', async () => {
    const events = [anEvent('A1', { attempt: 4 }), anEvent('A2')];
    expect((await notify(events, { answers: { A1: ERROR } })).effects).toContain('hide A1 1800');
    const asking = { A1: { status: 429, retryAfter: '7200' } };
    expect((await notify(events, { answers: asking })).effects).toContain('hide A1 7200');
  });

  it.each([
    [{ status: 302 }, 'http_302'],
    [{ status: 404 }, 'http_404'],
    [{ status: 199 }, 'http_199'],
    [{ fault: 'timed_out' }, 'timed_out'],
    [{ fault: 'private_address' }, 'private_address'],
  ])('tries again after %j, and says why', async (answer, reason) => {
    const { kept, lines } = await notify([anEvent('A1')], { answers: { A1: answer } });
    expect(kept).toEqual(['A1']);
    expect(lines).toEqual([
      ['notify_failed', expect.objectContaining({ reason, retryInSeconds: 5, attempt: 1 })],
    ]);
  });

  it('starts no attempt that it has no time for, and releases the events', async () => {
    const { kept, effects } = await notify([anEvent('A1'), anEvent('A2')], { outOfStarts: true });
    expect([kept, effects]).toEqual([
      ['A1', 'A2'],
      ['hide A2 0', 'hide A1 0'],
    ]);
  });
});

describe('An event is given up', () => {
  const old = { attempt: 14, sentAt: NOW - 3 * DAY_MS };

  it('when it fails after three days, and the rest of its checkout goes on', async () => {
    const events = [anEvent('A1', old), anEvent('A2')];
    const { kept, effects, codes } = await notify(events, { answers: { A1: ERROR } });
    expect(kept).toEqual([]);
    expect(effects).toEqual(['post A1', 'dead A1 http_500', 'post A2']);
    expect(codes).toEqual(['notify_dead_lettered', 'event_notified']);
  });

  it('never without a last attempt, however old it is', async () => {
    const { effects } = await notify([anEvent('A1', { ...old, sentAt: NOW - 10 * DAY_MS })]);
    expect(effects).toEqual(['post A1']);
  });

  it('at once when it is not an event', async () => {
    for (const text of ['not JSON', '{}', '{"id":"line\\nbreak"}', '{"id":7}', 'null']) {
      const { kept, effects } = await notify([anEvent('A1', { text }), anEvent('A2')]);
      expect([kept, effects], text).toEqual([[], ['dead A1 event_unreadable', 'post A2']]);
    }
  });

  it('not yet, when the dead letters do not answer', async () => {
    const world: World = { answers: { A1: ERROR }, failing: 'undelivered' };
    const { kept, lines } = await notify([anEvent('A1', old), anEvent('A2')], world);
    expect(kept).toEqual(['A1', 'A2']);
    expect(lines[0]).toEqual([
      'notify_failed',
      expect.objectContaining({ reason: 'undelivered: InternalError' }),
    ]);
  });
});

describe('An endpoint that is gone', () => {
  it('pauses the queue once, and keeps every event, however old', async () => {
    const gone = { status: 410 };
    const events = [anEvent('A1', { sentAt: 0 }), anEvent('B1'), anEvent('A2')];
    const { kept, effects, codes } = await notify(events, { answers: { A1: gone, B1: gone } });
    expect(kept.toSorted()).toEqual(['A1', 'A2', 'B1']);
    expect(effects.filter((effect) => effect === 'pause')).toHaveLength(1);
    expect(codes.filter((code) => code === 'endpoint_gone')).toHaveLength(1);
    expect(effects.filter((effect) => effect.startsWith('dead'))).toEqual([]);
  });

  it('gets no event that was not started yet', async () => {
    const events = Array.from('ABCDEFGHIJKLMNOP', (name) => anEvent(`${name}1`));
    const { kept, effects } = await notify(events, { answers: { A1: { status: 410 } } });
    expect(effects.filter((effect) => effect.startsWith('post'))).toHaveLength(10);
    expect(kept).toHaveLength(7);
  });

  it('is tried again, and so paused again, when the pause fails', async () => {
    const world: World = { answers: { A1: { status: 410 } }, failing: 'pause' };
    const { kept, lines } = await notify([anEvent('A1')], world);
    expect(kept).toEqual(['A1']);
    expect(lines.at(-1)).toEqual([
      'notify_failed',
      expect.objectContaining({ reason: 'pause: InternalError' }),
    ]);
  });
});

describe('A fault of ours', () => {
  it('keeps the event while no secret is set or can be read', async () => {
    const none = await notify([anEvent('A1')], { secrets: [] });
    expect([none.kept, none.lines[0]?.[1].reason]).toEqual([['A1'], 'no_secret']);
    const unread = await notify([anEvent('A1', { sentAt: 0 })], { failing: 'secrets' });
    expect([unread.kept, unread.lines[0]?.[1].reason]).toEqual([['A1'], 'GetParameters: TimeoutError']);
    expect([...none.effects, ...unread.effects]).toEqual(['hide A1 5', 'hide A1 5']);
  });

  it('is reported when an event cannot be hidden, and the event is kept', async () => {
    const { kept, lines } = await notify([anEvent('A1')], { answers: { A1: ERROR }, failing: 'hide' });
    expect(kept).toEqual(['A1']);
    expect(lines.at(-1)).toEqual(['notify_not_hidden', { messageId: 'A1', reason: 'hide: InternalError' }]);
  });
});
