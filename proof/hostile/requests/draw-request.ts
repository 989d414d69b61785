import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { Dice } from '../../kit/random/dice.ts';
import { drawEnvelope } from './envelope.ts';
import { drawForeignBody } from './foreign-body.ts';
import type { HostileRequest } from './hostile-request.ts';
import { drawSignature } from './signature-lines.ts';
import { drawWebhookBody, type HostileBody } from './webhook-body.ts';

const WEBHOOK_PERCENT = 65;

/** Draws the request with that number. The same seed gives the same request, whatever came before it. */
export function drawRequest(seed: number, number: number): HostileRequest {
  const dice = new Dice(seed, number);
  const isWebhook = dice.happens(WEBHOOK_PERCENT);
  const provider = dice.pick(providers);
  return requestWith(dice, provider, isWebhook ? drawWebhookBody(dice, provider) : drawForeignBody(dice));
}

/** Puts a body into a request, signed or not. */
function requestWith(dice: Dice, provider: Provider, body: HostileBody): HostileRequest {
  const envelope = drawEnvelope(dice, provider);
  const signature = drawSignature(dice, provider, body.bytes);
  return withoutUndefined({
    name: `${body.name}, ${signature.name}, ${envelope.name}`,
    method: envelope.method,
    target: envelope.target,
    headers: dice.happens(50)
      ? [...envelope.lines, ...signature.lines]
      : [...signature.lines, ...envelope.lines],
    body: body.bytes,
    checkoutId: body.checkoutId,
  });
}
