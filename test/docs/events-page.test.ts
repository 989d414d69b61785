import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { ChangeEventSchema } from '../../lib/events/change-event.ts';
import { changeEventOf } from '../../lib/events/change-event-of.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { documentAt } from './documents.ts';
import { codeOf, sectionOf, tableIn } from './page-tables.ts';

const example: unknown = JSON.parse(
  /```json\n([^`]+)```/.exec(readFileSync('docs/events.md', 'utf8'))?.[1] ?? '',
);

/** The row of the example. */
const paid = anEntry({
  eventId: 'paid',
  status: 'SUCCESS',
  state: 'succeeded',
  rank: 50,
  updatedAt: '2026-01-01T00:03:00.123000000Z',
  receivedAt: '2026-01-01T00:03:01.000Z',
  details: { amount: '100.25', currency: 'USD', reference: 'order-1001' },
});
const checkout = checkoutOf({ checkoutId: 'CCO-1', provider: 'inqud' }, [paid]);

describe('docs/events.md', () => {
  it('shows an event as it is published', () => {
    const previous = { state: 'pending', status: 'NEW' } as const;
    const change = { of: 'state', attention: [], previous } as const;
    const row = { checkout, openFacts: [], revision: 4 };
    expect(changeEventOf('urn:checkout-webhooks:prod', row, change)).toEqual(example);
  });

  it('explains every field, in the order of the schema', () => {
    const fields = tableIn(sectionOf(documentAt('docs/events.md'), '## An event'), 'Field');
    expect(fields.map(([field = '']) => codeOf(field))).toEqual(Object.keys(ChangeEventSchema.shape));
  });
});
