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
  if (dice.happens(WEBHOOK_PERCENT)) {
    const { provider, ...body } = drawWebhookBody(dice);
    return requestWith(dice, provider.name, body);
  }
  const [provider] = dice.shuffled(providers);
  return requestWith(dice, provider?.name ?? '', drawForeignBody(dice));
}

/** Puts a body into a request, signed or not. */
function requestWith(dice: Dice, name: string, body: HostileBody): HostileRequest {
  const provider = providers.find((one) => one.name === name) ?? providers[0];
  if (!provider) throw new RangeError('There are no providers.');
  const envelope = drawEnvelope(dice, name);
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
