import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, CANARY } from './authentic-headers.ts';
import type { Nature, Webhook } from './planned-webhook.ts';

interface Odd {
  readonly provider: 'inqud' | 'tweed';
  readonly kind: 'ignored' | 'poison';
  readonly text: (number: number) => string;
}

/** Each contains the canary, so that a reported reason that quotes the body is caught. */
const odds: readonly [Odd, ...Odd[]] = [
  { provider: 'inqud', kind: 'poison', text: (number) => `${CANARY} is no JSON ${number}` },
  { provider: 'inqud', kind: 'poison', text: (number) => `{"id":"CCO-${number}","name":"${CANARY}"}` },
  {
    provider: 'inqud',
    kind: 'poison',
    text: (number) => `{"id":"XYZ-${number} ${CANARY}","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}`,
  },
  { provider: 'tweed', kind: 'poison', text: (number) => `[${number},"${CANARY}"]` },
  {
    provider: 'tweed',
    kind: 'poison',
    text: (number) => `{"type":"CHECKOUT_STATUS_UPDATED","data":{"name":"${CANARY} ${number}"}}`,
  },
  { provider: 'tweed', kind: 'ignored', text: (number) => `{"type":"WALLET_CREATED","data":${number}}` },
];

/** Draws an authentic webhook that is not an event of a checkout. */
export function drawOddWebhook(chooser: Chooser, number: number): Webhook {
  const { provider, kind, text } = pick(chooser, odds);
  const body = Buffer.from(text(number));
  const nature: Nature = { kind };
  return {
    name: `${kind} ${number}`,
    provider: provider === 'inqud' ? inqud : tweed,
    body,
    nature,
    headers: (secret) => authenticHeaders(provider, body, secret),
    tries: 11,
    repeats: chooser.below(2),
  };
}
