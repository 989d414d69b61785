import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { tweed } from '../../lib/providers/tweed.ts';

/** A checkout of which every version stores the row, and two webhooks that arrive after that. */
export interface FixtureCase {
  readonly provider: Provider;
  readonly checkoutId: string;
  /** Bodies, in order of arrival. */
  readonly bodies: readonly object[];
  readonly retentionDays: number;
  readonly isResolved: boolean;
  /** The body of an event above the row. */
  readonly next: object;
  /** The body of an event below the row. */
  readonly late: object;
}

/** The time of a webhook of Inqud, in seconds after a fixed moment. */
const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}.882256224Z`;

const inqudBody = (id: string, status: string, second: number, more: object = {}) => ({
  id,
  status,
  type: 'FIXED_PRICE',
  clientOrderId: `order of ${id}`,
  createdAt: at(0),
  [id.startsWith('ORCO-') ? 'modifiedAt' : 'lastUpdatedAt']: at(second),
  fixedAmount: { currency: 'USD', amount: 100.25 },
  ...more,
});

const tweedBody = (checkoutId: string, status: string, payment?: object) => ({
  type: 'CHECKOUT_STATUS_UPDATED',
  data: {
    status,
    checkoutData: { checkoutId, quantity: 1, customParams: { reference: `Bestellung für ${checkoutId}` } },
    paymentData: payment,
  },
});

const payment = { amount: 1055, currency: 'usd', metadata: { transaction_hash: `0x${'e9'.repeat(32)}` } };

const ofInqud = (
  checkoutId: string,
  bodies: readonly object[],
  more: Partial<FixtureCase> = {},
): FixtureCase => ({
  provider: inqud,
  checkoutId,
  bodies,
  retentionDays: 0,
  isResolved: false,
  next: inqudBody(checkoutId, 'SUCCESS', 59, { request: { paidAmount: 100, currency: 'USDC' } }),
  late: inqudBody(checkoutId, 'NEW', 1),
  ...more,
});

const ofTweed = (checkoutId: string, bodies: readonly object[]): FixtureCase => ({
  provider: tweed,
  checkoutId,
  bodies,
  retentionDays: 0,
  isResolved: false,
  next: tweedBody(checkoutId, 'FAILED_AFTER_TX_COMPLETED', payment),
  late: tweedBody(checkoutId, 'PERFORM_CHECKOUT_SUBMITTED'),
});

const contradiction = (id: string) => [inqudBody(id, 'SUCCESS', 20), inqudBody(id, 'EXPIRED', 30)];

/** The longest id, word and details that a row takes, in as many events as a history holds. */
const widestId = 'CCO-'.padEnd(256, 'w');
const widest = Array.from({ length: HISTORY_LIMIT }, (_, index) =>
  inqudBody(widestId, `WORD_${index}_`.padEnd(128, 'W'), 30, {
    clientOrderId: 'r'.repeat(256),
    fixedAmount: { amount: '9'.repeat(256), currency: 'C'.repeat(256) },
    request: { paidAmount: '8'.repeat(256), currency: 'D'.repeat(256), txHash: 'h'.repeat(256) },
  }),
);

/** The checkouts whose rows a version stores, by what is special about them. */
export const fixtureCases: Readonly<Record<string, FixtureCase>> = {
  'ordinary, Inqud widget': ofInqud('CCO-ordinary', [
    inqudBody('CCO-ordinary', 'NEW', 0),
    inqudBody('CCO-ordinary', 'PAYMENT_DETECTED', 10),
    inqudBody('CCO-ordinary', 'SUCCESS', 20, { request: { txHash: payment.metadata.transaction_hash } }),
  ]),
  'ordinary, Inqud on-ramp': ofInqud('ORCO-ordinary', [
    inqudBody('ORCO-ordinary', 'PENDING', 10),
    inqudBody('ORCO-ordinary', 'SUCCESS', 20),
  ]),
  'ordinary, Tweed': ofTweed('tweed-ordinary', [
    tweedBody('tweed-ordinary', 'CREATED'),
    tweedBody('tweed-ordinary', 'TRANSACTION_BROADCAST'),
    tweedBody('tweed-ordinary', 'DONE', payment),
  ]),
  attention: ofInqud('CCO-attention', contradiction('CCO-attention')),
  resolved: ofInqud('CCO-resolved', contradiction('CCO-resolved'), { isResolved: true }),
  'an unknown word after success': ofInqud('CCO-unknown', [
    inqudBody('CCO-unknown', 'SUCCESS', 20),
    inqudBody('CCO-unknown', 'MOON_PHASE', 30),
  ]),
  'an unknown word alone': ofTweed('tweed-unknown', [tweedBody('tweed-unknown', 'MOON_PHASE')]),
  retention: ofInqud('CCO-retention', [inqudBody('CCO-retention', 'PAYMENT_DETECTED', 10)], {
    retentionDays: 35,
  }),
  'a final status without its time': ofInqud('CCO-timeless', [
    inqudBody('CCO-timeless', 'EXPIRED', 0, { lastUpdatedAt: null }),
  ]),
  'a currency outside ISO 4217': ofTweed('tweed-raw', [
    tweedBody('tweed-raw', 'DONE', { ...payment, currency: 'zzz' }),
  ]),
  widest: ofInqud(widestId, widest),
};
