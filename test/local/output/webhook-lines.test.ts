import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebhookLine } from '../../../local/output/webhook-line.ts';
import { WebhookLines } from '../../../local/output/webhook-lines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function startLines() {
  const printed: WebhookLine[] = [];
  const lines = new WebhookLines((line) => printed.push(line), 2_000);
  const log = (code: string, fields: object = {}) =>
    lines.take(JSON.stringify({ level: 'INFO', code, service: 'x', ...fields }));
  return {
    lines,
    log,
    texts: () => printed.map(({ text }) => text),
    tones: () => printed.map(({ tone }) => tone),
  };
}

const about = { provider: 'inqud', requestId: 'r1' };
const applied = { ...about, messageId: 'm1', checkoutId: 'CCO-1', status: 'SUCCESS', delayMs: 12 };

describe('A webhook has one line', () => {
  it('with the answer to its sender and its result in the row', () => {
    const { log, texts, tones } = startLines();
    log('delivery_queued', { ...about, messageId: 'm1' });
    expect(texts()).toEqual([]);
    log('event_advanced', applied);
    vi.advanceTimersByTime(10_000);
    expect(texts()).toEqual(['200 queued inqud CCO-1 SUCCESS → advanced (12 ms)']);
    expect(tones()).toEqual(['good']);
  });

  it.each([
    ['event_duplicate', applied, '200 queued inqud CCO-1 SUCCESS → duplicate (12 ms)'],
    ['event_late', applied, '200 queued inqud CCO-1 SUCCESS → late (12 ms)'],
    [
      'event_ignored',
      { ...about, reason: 'PAYOUT' },
      '200 queued inqud → ignored, PAYOUT is not about a checkout',
    ],
    [
      'message_dead_lettered',
      { ...about, reason: 'body_not_json' },
      '200 queued inqud → dead-letter queue: body_not_json',
    ],
  ])('when it ends as %s', (code, fields, text) => {
    const { log, texts } = startLines();
    log('delivery_queued', about);
    log(code, fields);
    expect(texts()).toEqual([text]);
  });

  it('when its result is logged before its arrival', () => {
    const { log, texts } = startLines();
    log('event_advanced', applied);
    log('delivery_queued', about);
    vi.advanceTimersByTime(10_000);
    expect(texts()).toEqual(['200 queued inqud CCO-1 SUCCESS → advanced (12 ms)']);
  });

  it.each([
    [
      'delivery_unauthorized',
      { reason: 'signature_mismatch' },
      '401 unauthorized inqud signature_mismatch',
      'notable',
    ],
    ['delivery_too_large', {}, '413 too_large inqud', 'notable'],
    ['delivery_unknown_provider', { provider: undefined }, '404 unknown_provider', 'notable'],
    ['delivery_no_secret', {}, '503 no_secret inqud', 'bad'],
    ['delivery_unavailable', { reason: 'SendMessage' }, '503 unavailable inqud SendMessage', 'bad'],
  ])('at once when it is refused (%s)', (code, fields, text, tone) => {
    const { log, texts, tones } = startLines();
    log(code, { ...about, ...fields });
    expect(texts()).toEqual([text]);
    expect(tones()).toEqual([tone]);
  });

  it('and a second one only if it had to wait', () => {
    const { log, texts } = startLines();
    log('delivery_queued', about);
    vi.advanceTimersByTime(2_000);
    log('event_advanced', applied);
    expect(texts()).toEqual([
      '200 queued inqud → waits in the queue',
      '200 queued inqud CCO-1 SUCCESS → advanced (12 ms)',
    ]);
  });
});

describe('There is also a line', () => {
  it('for a checkout that needs attention', () => {
    const { log, texts, tones } = startLines();
    log('checkout_conflict', { provider: 'inqud', checkoutId: 'CCO-1', reason: 'succeeded and failed' });
    expect(texts()).toEqual(['attention inqud CCO-1 conflict succeeded and failed']);
    expect(tones()).toEqual(['bad']);
  });

  it('for each attempt that failed', () => {
    const { log, texts } = startLines();
    log('message_failed', { messageId: 'm1', reason: 'PortFault' });
    expect(texts()).toEqual(['failed, will be retried: message m1 PortFault']);
  });

  it('for text that the functions did not log', () => {
    const { lines, texts } = startLines();
    lines.take('Error: at the top of a module');
    expect(texts()).toEqual(['Error: at the top of a module']);
  });
});
