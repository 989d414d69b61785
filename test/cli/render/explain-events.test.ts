import { describe, expect, it } from 'vitest';
import { explain } from '../../../cli/render/explain-events.ts';
import { explanationSheet } from '../../../cli/render/explanation-sheet.ts';
import { plain } from '../../../cli/terminal/screen.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { checkoutView } from './checkout-view-builder.ts';

const entry = (given: Partial<HistoryEntry>): HistoryEntry => ({
  eventId: `${given.status}-1`,
  status: 'NEW',
  state: 'pending',
  rank: 10,
  receivedAt: '2026-01-01T10:00:00.000Z',
  details: {},
  ...given,
});
const words = (...history: NonEmpty<HistoryEntry>) =>
  explain({ history }).map(({ explanation }) => explanation);
const at = (time: string) => ({ updatedAt: `2026-01-01T${time}.000000000Z` });
const paid = { status: 'SUCCESS', state: 'succeeded', rank: 60 } as const;

describe('explain', () => {
  it('the first event made the row', () => {
    expect(words(entry({}))).toEqual(['The first event that was applied. The row became pending.']);
  });

  it("a later time of the provider's takes the row over", () => {
    expect(words(entry(at('10:00:00')), entry({ ...paid, ...at('10:05:00') }))[1]).toBe(
      "It stands above NEW by the provider's time (2026-01-01 10:05:00.000 after 2026-01-01 10:00:00.000). The row became succeeded, which is final.",
    );
  });

  it('an earlier time comes late, and the row stays', () => {
    expect(words(entry({ ...paid, ...at('10:05:00') }), entry(at('10:00:00')))[1]).toBe(
      "It came late: SUCCESS had been applied already and stands above it by the provider's time (2026-01-01 10:05:00.000 after 2026-01-01 10:00:00.000). It was put into the history and the row stayed succeeded.",
    );
  });

  it('what came late owns nothing: the next one is held against the owner', () => {
    const [, , third] = words(
      entry({ ...paid, ...at('10:05:00') }),
      entry(at('10:00:00')),
      entry({ status: 'PAYMENT_DETECTED', ...at('10:04:00') }),
    );
    expect(third).toContain('It came late: SUCCESS had been applied already');
  });

  it('without times the lifecycle decides, with equal times as well', () => {
    expect(words(entry({}), entry(paid))[1]).toContain(
      "in the provider's lifecycle (the provider gives no time)",
    );
    const same = at('10:00:00');
    expect(words(entry(same), entry({ ...paid, ...same }))[1]).toContain("(the provider's times are equal)");
  });

  it('with equal ranks too, the id decides', () => {
    expect(words(entry({ eventId: 'a' }), entry({ eventId: 'b' }))[1]).toContain('by its id');
  });

  it('says that the state stays when only the status changes', () => {
    expect(words(entry({}), entry({ status: 'REQUEST_CREATED', rank: 20 }))[1]).toContain(
      'The row stayed pending.',
    );
  });
});

describe('explanationSheet', () => {
  const events = explain({ history: [entry({})] });

  it('tells the story, and says that nothing needs a person', () => {
    const sheet = explanationSheet({ row: checkoutView(), events, deadLetters: [] }, plain);
    expect(sheet).toMatch(
      /^CCO-1 \(inqud\) is pending since .*: the last word is NEW\.\n\n1\. NEW, received /,
    );
    expect(sheet).toMatch(/Nothing about it needs a person\.$/);
  });

  it('ends with what a person should look at', () => {
    const attention = [{ kind: 'conflict', reason: 'Both.' }] as const;
    const sheet = explanationSheet({ row: checkoutView({ attention }), events, deadLetters: [] }, plain);
    expect(sheet).toMatch(/A person should look:\n {2}conflict: Both\.$/);
  });

  it('says so when nothing was applied, and shows what waits instead', () => {
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
    expect(sheet).toMatch(/^No webhook about it has been applied\.\n\nIn the dead-letter queue:\nID /);
  });

  it('says that a long history is cut off', () => {
    const many = Array.from({ length: 100 }, () => events[0]).filter((event) => event !== undefined);
    const sheet = explanationSheet({ row: checkoutView(), events: many, deadLetters: [] }, plain);
    expect(sheet).toContain('Only the 100 events that stand highest are kept');
  });
});
