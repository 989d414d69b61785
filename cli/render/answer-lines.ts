import * as z from 'zod/mini';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import type { WebhookAnswer } from '../webhooks/post-webhook.ts';

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
