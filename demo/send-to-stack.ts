import { postWebhook } from '../cli/webhooks/post-webhook.ts';
import { webhookToSend } from '../cli/webhooks/webhook-to-send.ts';
import type { Provider } from '../lib/providers/provider.ts';
import { secretFor } from '../lib/providers/sending/secret-for.ts';
import type { LocalStack } from '../local/stack/stack.ts';
import { LOCAL_SECRET } from '../service/local-defaults.ts';
import type { Outcomes } from './outcomes.ts';

const MS_PER_MINUTE = 60_000;
const began = Date.now() - 10 * MS_PER_MINUTE;

/** The merchant's reference of every checkout in the demo. */
export const REFERENCE = 'order-1001';

/** The answer to a webhook, and its outcome. */
export interface Sent {
  readonly status: number;
  readonly outcome: string;
  readonly milliseconds: number;
}

/** The provider's webhook about a status, some minutes after the first event. */
export function sampleBody(provider: Provider, checkoutId: string, status: string, minute: number): Buffer {
  const at = new Date(began + minute * MS_PER_MINUTE).toISOString();
  return Buffer.from(JSON.stringify(provider.sample({ checkoutId, status, at, reference: REFERENCE })));
}

/** Sends a webhook to the stack, and waits until consume has applied it. */
export async function sendToStack(
  { stack, outcomes }: { readonly stack: LocalStack; readonly outcomes: Outcomes },
  provider: Provider,
  body: Buffer,
  secret = LOCAL_SECRET,
): Promise<Sent> {
  const sent = performance.now();
  const destination = { url: stack.url, secret: secretFor(provider, secret) };
  const { status, body: answer } = await postWebhook(webhookToSend(provider, body, destination));
  const outcome = status === 200 ? await outcomes.waitFor(messageIdIn(answer)) : 'refused';
  return { status, outcome, milliseconds: Math.round(performance.now() - sent) };
}

const messageIdIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
