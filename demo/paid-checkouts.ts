import type { Provider } from '../lib/providers/provider.ts';
import { paidPath } from '../lib/providers/sending/paid-path.ts';
import { REFERENCE, type Sent, sampleBody } from './send-to-stack.ts';

/** What was sent about a checkout. */
interface PaidCheckout {
  readonly checkoutId: string;
  /** Of its webhooks, in order. */
  readonly outcomes: readonly string[];
  readonly milliseconds: number;
}

/** Sends the usual webhooks of a checkout that is paid, one by one. */
export async function payCheckout(
  provider: Provider,
  send: (body: Buffer) => Promise<Sent>,
): Promise<PaidCheckout> {
  const { prefix, statuses } = paidPath(provider);
  const checkoutId = `${prefix}demo-${provider.name}`;
  const outcomes: string[] = [];
  let milliseconds = 0;
  for (const [minute, status] of statuses.entries()) {
    const sent = await send(sampleBody(provider, checkoutId, status, minute));
    outcomes.push(sent.outcome);
    milliseconds += sent.milliseconds;
  }
  return { checkoutId, outcomes, milliseconds };
}

/** The outcomes of those webhooks, and the row that they must lead to. */
export function expectedOf(provider: Provider) {
  const { statuses } = paidPath(provider);
  return {
    outcomes: statuses.map(() => 'advanced'),
    status: statuses.at(-1),
    state: 'succeeded',
    reference: REFERENCE,
  };
}
