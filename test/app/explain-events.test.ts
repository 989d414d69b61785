import { describe, expect, it } from 'vitest';
import { explanationSheet } from '../../cli/render/explanation-sheet.ts';
import { plain } from '../../cli/terminal/screen.ts';
import { explainEvents } from '../../lib/app/rows/explain-events.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { checkoutView } from '../cli/render/checkout-view-builder.ts';

const entry = (overrides: Partial<HistoryEntry>): HistoryEntry => ({
  eventId: `${overrides.status}-1`,
  status: 'NEW',
  state: 'pending',
  rank: 10,
  receivedAt: '2026-01-01T10:00:00.000Z',
  details: {},
  ...overrides,
});
const explanations = (...history: NonEmpty<HistoryEntry>) =>
  explainEvents({ history }).map(({ explanation }) => explanation);
const at = (time: string) => ({ updatedAt: `2026-01-01T${time}.000000000Z` });
const paid = { status: 'SUCCESS', state: 'succeeded', rank: 60 } as const;

describe('explainEvents', () => {
  it('the first event makes the row', () => {
    expect(explanations(entry({}))).toEqual([
      'This was the first event to be applied. The row became pending.',
    ]);
  });

  it('an event with a later time advances the row', () => {
    expect(explanations(entry(at('10:00:00')), entry({ ...paid, ...at('10:05:00') }))[1]).toBe(
      "It ranks above NEW by the provider's time (2026-01-01 10:05:00.000 is after 2026-01-01 10:00:00.000). The row became succeeded, which is final.",
    );
  });

  it('an event with an earlier time is late, and the row stays as it is', () => {
    expect(explanations(entry({ ...paid, ...at('10:05:00') }), entry(at('10:00:00')))[1]).toBe(
      "It arrived late. SUCCESS had already been applied and ranks above it by the provider's time (2026-01-01 10:05:00.000 is after 2026-01-01 10:00:00.000). The event was added to the history, and the row stayed succeeded.",
    );
  });

  it('an event after a late one is compared with the event that decided the state', () => {
    const [, , third] = explanations(
      entry({ ...paid, ...at('10:05:00') }),
      entry(at('10:00:00')),
      entry({ status: 'PAYMENT_DETECTED', ...at('10:04:00') }),
    );
    expect(third).toContain('It arrived late. SUCCESS had already been applied');
  });

  it('the lifecycle decides between events without times or with equal times', () => {
    expect(explanations(entry({}), entry(paid))[1]).toContain(
      "in the provider's lifecycle (the provider sends no times)",
    );
    const same = at('10:00:00');
    expect(explanations(entry(same), entry({ ...paid, ...same }))[1]).toContain(
      "(the provider's times are equal)",
    );
  });

  it('a word that the lifecycle does not know ranks below every known one, whatever its time', () => {
    const unknown = entry({ status: 'NEW_WORD', state: 'unknown', rank: 1, ...at('10:09:00') });
    expect(explanations(entry({ ...paid, ...at('10:05:00') }), unknown)[1]).toContain(
      "ranks above it because the provider's lifecycle does not know NEW_WORD.",
    );
  });

  it('the id decides between events with equal ranks', () => {
    expect(explanations(entry({ eventId: 'a' }), entry({ eventId: 'b' }))[1]).toContain('by its id');
  });

  it('the state stays if only the status changes', () => {
    expect(explanations(entry({}), entry({ status: 'REQUEST_CREATED', rank: 20 }))[1]).toContain(
      'The row stayed pending.',
    );
  });
});

describe('explanationSheet', () => {
  const events = explainEvents({ history: [entry({})] });

  it('shows the state and the events, and says that it needs no attention', () => {
    const sheet = explanationSheet({ row: checkoutView(), events, deadLetters: [] }, plain);
    expect(sheet).toMatch(/^CCO-1 \(inqud\): pending since .*, with the status NEW\.\n\n1\. NEW, received /);
    expect(sheet).toMatch(/It needs no attention\.$/);
  });

  it('ends with the reasons for attention', () => {
    const attention = [{ kind: 'conflict', reason: 'Both.' }] as const;
    const sheet = explanationSheet({ row: checkoutView({ attention }), events, deadLetters: [] }, plain);
    expect(sheet).toMatch(/It needs attention:\n {2}conflict: Both\.$/);
  });

  it('says so if nothing was applied, and shows the dead letters', () => {
    const waiting = {
      id: 'm-1',
      reason: 'failed_too_often',
      provider: 'inqud',
      checkoutId: 'CCO-1',
      status: 'NEW',
      firstSeen: '2026-01-01T10:00:00.000Z',
      receiveCount: 1,
      ifRedriven: 'applies',
      requestId: null,
    } as const;
    const sheet = explanationSheet({ row: null, events: [], deadLetters: [waiting] }, plain);
    expect(sheet).toMatch(
      /^No webhook about this checkout has been applied\.\n\nIn the dead-letter queue:\nID /,
    );
  });

  it('says that a long history may be cut off', () => {
    const many = Array.from({ length: 100 }, () => events[0]).filter((event) => event !== undefined);
    const sheet = explanationSheet({ row: checkoutView(), events: many, deadLetters: [] }, plain);
    expect(sheet).toContain('Only the 100 events with the highest positions are kept');
  });
});
