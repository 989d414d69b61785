import { readMessage } from '../../../lib/app/read-message.ts';
import type { LifecycleStep } from '../../../lib/checkout/lifecycle.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { deliver } from './contract-deliveries.ts';
import type { SignatureCase } from './signature-case.ts';

/** A status of a lifecycle, and a checkout that can have it. */
export interface Word {
  readonly checkoutId: string;
  readonly status: string;
  readonly step: LifecycleStep;
}

/** Returns every status of every lifecycle of a provider. There is at least one. */
export function words({ name, lifecycles }: Provider): readonly [Word, ...Word[]] {
  const all: Word[] = [];
  for (const [prefix, lifecycle] of Object.entries(lifecycles)) {
    for (const [status, step] of Object.entries(lifecycle))
      all.push({ checkoutId: `${prefix}1`, status, step });
  }
  const [first, ...others] = all;
  if (!first) throw new Error(`${name} has no statuses.`);
  return [first, ...others];
}

/** Returns the body that the provider would send about a status. */
export function sampleBody({ sample }: Provider, { checkoutId, status }: Word): Buffer {
  const request = { checkoutId, status, at: '2026-01-01T00:00:00Z', reference: 'order-1' };
  return Buffer.from(JSON.stringify(sample(request)));
}

/** Returns the id of the event that a delivery becomes, through the real ingest and the real reading of its message. */
export async function eventIdOf(provider: Provider, one: SignatureCase): Promise<string> {
  const { messages } = await deliver(provider, one);
  const found = (name: string) => (name === provider.name ? provider : undefined);
  const read = readMessage(found, { messageId: 'm', text: messages[0] ?? '' });
  if (read.kind !== 'event')
    throw new Error(`${provider.name}: the delivery became no event, but ${read.kind}.`);
  return read.event.eventId;
}
