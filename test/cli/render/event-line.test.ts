import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { eventLine } from '../../../cli/render/events/event-line.ts';
import { plain } from '../../../cli/terminal/screen.ts';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import { changeEventOf, republishedEventOf } from '../../../lib/events/change-event-of.ts';
import { anEntry } from '../../checkout/entry-builder.ts';

const at = new Date('2026-01-01T10:00:03.500Z');
const source = 'urn:checkout-webhooks:dev';
const paid = {
  checkout: checkoutOf({ checkoutId: 'CCO-8c4df2e6-0f1d-4f7b-9a7e-2f3b9b1f6c10', provider: 'inqud' }, [
    anEntry({ status: 'SUCCESS', state: 'succeeded', details: { amount: '100.25', currency: 'USD' } }),
  ]),
  openFacts: [],
  revision: 3,
};
const line = (event: object, width?: number) =>
  eventLine(JSON.stringify(event), at, plain, width === undefined ? undefined : { width, now: 0 });

const changed = changeEventOf(source, paid, { of: 'state', attention: [], previous: null });
const conflicting = changeEventOf(source, paid, {
  of: 'attention',
  attention: ['conflict', 'unknown_status'],
  previous: { state: 'succeeded', status: 'SUCCESS' },
});
const resolved = changeEventOf(source, paid, { of: 'attention', attention: [], previous: null });

describe('eventLine', () => {
  it.each([
    ['a change', changed, 'succeeded   CCO-8c4df2e6-0f1d-4f7b-9a7e-2f3b9b1f6c10  inqud  100.25 USD'],
    [
      'a contradiction',
      conflicting,
      'attention   CCO-8c4df2e6-0f1d-4f7b-9a7e-2f3b9b1f6c10  conflict, unknown_status  succeeded  inqud  100.25 USD',
    ],
    [
      'a resolution',
      resolved,
      'attention   CCO-8c4df2e6-0f1d-4f7b-9a7e-2f3b9b1f6c10  resolved  succeeded  inqud  100.25 USD',
    ],
    [
      'a repetition',
      republishedEventOf(source, paid, []),
      'succeeded   CCO-8c4df2e6-0f1d-4f7b-9a7e-2f3b9b1f6c10  republished  inqud  100.25 USD',
    ],
  ])('says everything about %s in a pipe', (_what, event, text) => {
    expect(line(event)).toBe(`10:00:03  ${text}`);
  });

  it.each([
    [changed, ['inqud', '100.25 USD']],
    [conflicting, ['conflict, unknown_status']],
    [resolved, ['resolved', 'succeeded']],
  ])('keeps the most important in 60 columns (%#)', (event, words) => {
    const shown = line(event, 60);
    expect(stringWidth(shown)).toBeLessThanOrEqual(60);
    expect(shown).toMatch(/^10:00:03 {2}\w+ +CCO-/);
    for (const word of words) expect(shown).toContain(`  ${word}`);
  });

  it('shows an event that it cannot read as it is, and no control characters', () => {
    expect(eventLine('not\u001b[31m json', at, plain, undefined)).toBe('10:00:03  not\\u{1b}[31m json');
    expect(stringWidth(line({ id: 'x'.repeat(100) }, 60))).toBeLessThanOrEqual(60);
  });
});
