import { inqud } from '../../../lib/providers/inqud.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, CANARY } from './authentic-headers.ts';
import type { Webhook } from './planned-webhook.ts';

interface Odd {
  readonly provider: Provider;
  readonly text: (number: number) => string;
}

/** Each contains the canary, so that a reported reason that quotes the body is caught. */
const odds: readonly [Odd, ...Odd[]] = [
  { provider: inqud, text: (number) => `["${CANARY}",${number}]` },
  ...providers.map((provider) => ({ provider, text: (number: number) => `${CANARY} is no JSON ${number}` })),
  { provider: inqud, text: (number) => `{"id":"CCO-${number}","name":"${CANARY}"}` },
  {
    provider: inqud,
    text: (number) => `{"id":"XYZ-${number} ${CANARY}","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}`,
  },
  { provider: tweed, text: (number) => `[${number},"${CANARY}"]` },
  {
    provider: tweed,
    text: (number) => `{"type":"CHECKOUT_STATUS_UPDATED","data":{"name":"${CANARY} ${number}"}}`,
  },
  // A type that nobody knows: it may be a new name for the status of a payment.
  { provider: tweed, text: (number) => `{"type":"WALLET_CREATED","data":${number}}` },
];

/** Draws an authentic webhook that is not an event of a checkout. */
export function drawOddWebhook(chooser: Chooser, number: number): Webhook {
  const { provider, text } = pick(chooser, odds);
  const body = Buffer.from(text(number));
  return {
    name: `poison ${number}`,
    provider,
    body,
    nature: { kind: 'poison' },
    headers: (signing) => authenticHeaders(provider, body, signing),
    tries: 11,
    repeats: chooser.below(2),
  };
}
