import { type Attention, attentionOf } from './attention.ts';
import type { Checkout } from './checkout.ts';
import type { HistoryEntry } from './checkout-event.ts';
import { byPosition, positionOf } from './position.ts';
import { type CheckoutState, isFinal } from './state.ts';

/** What an event did when it was applied: took the row over, or came too late for that. */
type EntryOutcome = 'advanced' | 'late';

export interface HistoryView {
  readonly eventId: string;
  readonly status: string;
  readonly state: CheckoutState;
  readonly outcome: EntryOutcome;
  /** The provider's own time of the event, null where the provider sends none. */
  readonly updatedAt: string | null;
  readonly receivedAt: string;
  readonly deliveryId: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly reference: string | null;
  readonly transactionHash: string | null;
}

/** What readers get: plain JSON, every field always there. */
export interface CheckoutView {
  readonly checkoutId: string;
  readonly provider: string;
  /** The provider's word. */
  readonly status: string;
  /** Our word. */
  readonly state: CheckoutState;
  readonly final: boolean;
  /** When the state began (UTC). */
  readonly since: string;
  /** Decimal text in the currency's major unit. */
  readonly amount: string | null;
  readonly currency: string | null;
  /** The merchant's own reference. */
  readonly reference: string | null;
  readonly transactionHash: string | null;
  /** Why a person should look; empty when all is well. */
  readonly attention: readonly Attention[];
  /** In order of position: the last entry owns the row. */
  readonly history: readonly HistoryView[];
}

export function viewOf(checkout: Checkout): CheckoutView {
  return {
    checkoutId: checkout.checkoutId,
    provider: checkout.provider,
    status: checkout.status,
    state: checkout.state,
    final: isFinal(checkout.state),
    since: checkout.since,
    ...detailsView(checkout),
    attention: attentionOf(checkout.history),
    history: historyView(checkout.history),
  };
}

/** The kept order is the order of arrival, so what each event did follows from the maximum up to it. */
function historyView(arrivals: readonly HistoryEntry[]): HistoryView[] {
  let highest = '';
  const outcomes = new Map<HistoryEntry, EntryOutcome>();
  for (const entry of arrivals) {
    const position = positionOf(entry);
    outcomes.set(entry, position > highest ? 'advanced' : 'late');
    if (position > highest) highest = position;
  }
  return arrivals.toSorted(byPosition).map((entry) => entryView(entry, outcomes.get(entry) ?? 'late'));
}

const entryView = (entry: HistoryEntry, outcome: EntryOutcome): HistoryView => ({
  eventId: entry.eventId,
  status: entry.status,
  state: entry.state,
  outcome,
  updatedAt: entry.updatedAt ?? null,
  receivedAt: entry.receivedAt,
  deliveryId: entry.deliveryId ?? null,
  ...detailsView(entry),
});

const detailsView = ({ details }: Pick<HistoryEntry, 'details'>) => ({
  amount: details.amount ?? null,
  currency: details.currency ?? null,
  reference: details.reference ?? null,
  transactionHash: details.transactionHash ?? null,
});
