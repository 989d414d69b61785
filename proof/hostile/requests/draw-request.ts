import { providers } from '../../../lib/providers/registry.ts';
import { Dice } from '../../kit/dice.ts';
import { drawEnvelope } from './envelope.ts';
import { drawForeignBody } from './foreign-body.ts';
import type { HostileRequest } from './hostile-request.ts';
import { drawSignature } from './signature-lines.ts';
import { drawWebhookBody, type HostileBody } from './webhook-body.ts';

const CHANCES_OF_WEBHOOK = 65;

/** The request of that number: the same one for the same seed, whatever came before it. */
export function drawRequest(seed: number, number: number): HostileRequest {
  const dice = new Dice(seed, number);
  if (dice.happens(CHANCES_OF_WEBHOOK)) {
    const { provider, ...body } = drawWebhookBody(dice);
    return requestWith(dice, provider.name, body);
  }
  const [provider] = dice.shuffled(providers);
  return requestWith(dice, provider?.name ?? '', drawForeignBody(dice));
}

/** A request around a body, signed or not. */
function requestWith(dice: Dice, name: string, body: HostileBody): HostileRequest {
  const provider = providers.find((one) => one.name === name) ?? providers[0];
  if (!provider) throw new RangeError('There are no providers.');
  const envelope = drawEnvelope(dice, name);
  const signature = drawSignature(dice, provider, body.bytes);
  return {
    name: `${body.name}, ${signature.name}, ${envelope.name}`,
    method: envelope.method,
    target: envelope.target,
    headers: dice.happens(50)
      ? [...envelope.lines, ...signature.lines]
      : [...signature.lines, ...envelope.lines],
    body: body.bytes,
    ...(body.checkoutId !== undefined && { checkoutId: body.checkoutId }),
  };
}
