import { createHash, randomUUID } from 'node:crypto';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { paidPath } from '../../lib/providers/sending/paid-path.ts';

/** Signing secrets hold this text. */
export const SECRET = 'bench-secret';

/** The address of the service, for the providers that sign it. */
export const PUBLIC_URL = 'http://127.0.0.1';

/** The providers of the cost model: the bills in the documents are those of checkouts at both in equal parts. */
export const PRICED_PROVIDERS = ['inqud', 'tweed'] as const;

/** @throws RangeError when there is no such provider */
export function providerNamed(name: string): Provider {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(`There is no provider ${name}.`);
  return provider;
}

/** The statuses of a checkout that is paid, in order. */
export const paidStatuses = (provider: string): readonly string[] =>
  paidPath(providerNamed(provider)).statuses;

/** A checkout with an id and a reference of realistic size. */
export interface SampleCheckout {
  readonly provider: string;
  readonly checkoutId: string;
  readonly reference: string;
}

export function sampleCheckout(provider: string): SampleCheckout {
  const { prefix } = paidPath(providerNamed(provider));
  return { provider, checkoutId: prefix + randomUUID(), reference: randomUUID() };
}

/** The provider's sample body, and for Inqud the payment with its transaction hash once there is one. */
export function webhookBody(checkout: SampleCheckout, status: string, second: number): Buffer {
  const { provider, checkoutId, reference } = checkout;
  const at = new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString().replace('.000', '.882256224');
  const sample = providerNamed(provider).sample({ checkoutId, status, at, reference });
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
