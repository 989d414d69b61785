import { createHash, randomUUID } from 'node:crypto';
import { inqud } from '../../lib/providers/inqud.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { tweed } from '../../lib/providers/tweed.ts';

export const SECRET = 'bench-secret';

export const PROVIDERS = ['inqud', 'tweed'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export const providerOf: Readonly<Record<ProviderName, Provider>> = { inqud, tweed };

/** The statuses of a checkout that is paid, in order. */
export const paidStatuses: Readonly<Record<ProviderName, readonly string[]>> = {
  inqud: ['NEW', 'REQUEST_CREATED', 'PAYMENT_DETECTED', 'SUCCESS'],
  tweed: ['CREATED', 'PERFORM_CHECKOUT_SUBMITTED', 'TRANSACTION_BROADCAST', 'DONE'],
};

/** A checkout with an id and a reference of realistic size. */
export interface SampleCheckout {
  readonly provider: ProviderName;
  readonly checkoutId: string;
  readonly reference: string;
}

export function sampleCheckout(provider: ProviderName): SampleCheckout {
  const uuid = randomUUID();
  const checkoutId = provider === 'inqud' ? `CCO-${uuid}` : uuid;
  return { provider, checkoutId, reference: randomUUID() };
}

/** The provider's sample body, and for Inqud the payment with its transaction hash once there is one. */
export function webhookBody(checkout: SampleCheckout, status: string, second: number): Buffer {
  const { provider, checkoutId, reference } = checkout;
  const at = new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString().replace('.000', '.882256224');
  const sample = providerOf[provider].sample({ checkoutId, status, at, reference });
  const isPaid = provider === 'inqud' && ['PAYMENT_DETECTED', 'SUCCESS'].includes(status);
  const payment = isPaid ? { request: inqudPayment(checkoutId) } : {};
  return Buffer.from(JSON.stringify(Object.assign({}, sample, payment)));
}

const inqudPayment = (checkoutId: string) => ({
  paidAmount: 0.00238,
  overpaid: false,
  txHash: `0x${createHash('sha256').update(checkoutId).digest('hex')}`,
  currency: 'BTC',
  blockchain: 'BTC',
});
