import type { CheckoutRow } from '../checkout/rows/checkout-row.ts';
import { isFinal } from '../checkout/state.ts';
import type { Transition } from '../checkout/transition.ts';
import { detailsView } from '../checkout/view.ts';
import { type ChangeEvent, DATA_SCHEMA } from './change-event.ts';
import { eventIdOf } from './event-id.ts';

/** A row as one write left it. */
export interface WrittenRow extends CheckoutRow {
  /** The number of the write among those of its row. */
  readonly revision: number;
}

/** Texts of this length compare like the numbers in them. */
const SEQUENCE_DIGITS = 10;

/**
 * Returns the event of a change. It is a pure function of the row and the change, so an event that is sent again, by
 * whichever publisher, has the same id and the same body.
 *
 * @param source names the service, such as `urn:checkout-webhooks:prod`
 */
export function changeEventOf(source: string, row: WrittenRow, change: Transition): ChangeEvent {
  const { state, since } = row.checkout;
  return {
    ...envelopeOf(source, row),
    id: eventIdOf(row, false),
    type: change.of === 'state' ? `checkout.${state}` : 'checkout.attention',
    time: change.of === 'state' ? since : lastCause(row),
    republished: false,
    data: dataOf(row, change),
  };
}

/**
 * Returns the event that says again how a row is now, for a receiver that may have missed changes. Its sequence is that
 * of the row, so a receiver that has applied the last change ignores it.
 *
 * @param attention the kinds that wait for a person, sorted
 */
export function republishedEventOf(
  source: string,
  row: WrittenRow,
  attention: readonly string[],
): ChangeEvent {
  return {
    ...envelopeOf(source, row),
    id: eventIdOf(row, true),
    type: `checkout.${row.checkout.state}`,
    time: row.checkout.since,
    republished: true,
    data: dataOf(row, { attention, previous: null }),
  };
}

function envelopeOf(source: string, { checkout, revision }: WrittenRow) {
  const { checkoutId, provider } = checkout;
  return {
    specversion: '1.0',
    source: `${source}:${encodeURIComponent(provider)}:${encodeURIComponent(checkoutId)}`,
    subject: checkoutId,
    sequence: String(revision).padStart(SEQUENCE_DIGITS, '0'),
    datacontenttype: 'application/json',
    dataschema: DATA_SCHEMA,
  } as const;
}

function dataOf(
  { checkout }: WrittenRow,
  { attention, previous }: Pick<Transition, 'attention' | 'previous'>,
): ChangeEvent['data'] {
  const { checkoutId, provider, state, status, since } = checkout;
  return {
    checkoutId,
    provider,
    state,
    status,
    final: isFinal(state),
    since,
    ...detailsView(checkout),
    attention,
    previous,
  };
}

/** When the latest of the row's webhooks was received, or when a person resolved the row if that was later. */
export function lastCause({ checkout, resolution }: CheckoutRow): string {
  let last = resolution?.when ?? '';
  for (const { receivedAt } of checkout.history) {
    if (receivedAt > last) last = receivedAt;
  }
  return last;
}
