import * as z from 'zod/mini';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import type { WebhookAnswer } from '../webhooks/post-webhook.ts';
import type { AppliedOutcome } from '../webhooks/require-applied.ts';
import { stateText } from './state-color.ts';

const LONGEST_TEXT = 200;
const ServiceAnswer = z.object({ code: z.string(), message: z.string(), id: z.optional(z.string()) });

/** The answer of the service, in one or two lines. */
export function answerLines({ status, body }: WebhookAnswer, paint: Paint): string {
  const painted = paint(status === 200 ? 'green' : 'red', String(status));
  const { data } = z.safeParse(ServiceAnswer, body);
  if (!data)
    return `${painted} ${printable(typeof body === 'string' ? body : JSON.stringify(body)).slice(0, LONGEST_TEXT)}`;
  const id = data.id === undefined ? '' : `\n    queued as ${printable(data.id)}`;
  return `${painted} ${printable(data.code)}: ${printable(data.message)}${id}`;
}

/** The outcome of a webhook that was applied or ignored, in one line. */
export function outcomeText(outcome: AppliedOutcome, paint: Paint): string {
  if (outcome.kind === 'ignored') return '→ ignored, because it is not about a checkout';
  const { checkoutId, state, status } = outcome.checkout;
  return `→ ${outcome.kind}: ${printable(checkoutId)} is ${stateText(state, paint)}, with the status ${printable(status)}`;
}
