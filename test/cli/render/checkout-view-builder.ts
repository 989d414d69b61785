import type { CheckoutView, DetailsView, HistoryView } from '../../../lib/checkout/view.ts';

const noDetails: DetailsView = {
  amount: null,
  currency: null,
  amountReceived: null,
  currencyReceived: null,
  reference: null,
  transactionHash: null,
  rawAmount: null,
  rawCurrency: null,
};

/** A history entry with defaults. */
export const entryView = (overrides: Partial<HistoryView> = {}): HistoryView => ({
  ...noDetails,
  eventId: 'a'.repeat(64),
  status: 'NEW',
  state: 'pending',
  outcome: 'advanced',
  updatedAt: '2026-01-01T10:00:00.120000000Z',
  receivedAt: '2026-01-01T10:00:01.000Z',
  deliveryId: null,
  ...overrides,
});

/** A checkout with defaults. */
export const checkoutView = (overrides: Partial<CheckoutView> = {}): CheckoutView => ({
  ...noDetails,
  checkoutId: 'CCO-1',
  provider: 'inqud',
  status: 'NEW',
  state: 'pending',
  final: false,
  since: '2026-01-01T10:00:00.120Z',
  attention: [],
  resolved: null,
  claims: [],
  history: [entryView()],
  ...overrides,
});
