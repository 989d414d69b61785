import { notificationHeaders } from '../../notify/notification-headers.ts';
import { retryAfterSeconds } from '../../notify/retry-after.ts';
import type { SecretStore } from '../ports.ts';
import type { EndpointAnswer, NotifyDependencies, QueuedEvent } from './notify-ports.ts';
import type { EventIdentity } from './read-event.ts';

/** The name under which the secrets of our own webhooks are stored, beside those of the providers. */
export const NOTIFY = 'notify';

/** Whether the endpoint has accepted an event. */
type AttemptResult =
  | { readonly kind: 'accepted'; readonly status: number }
  | {
      readonly kind: 'failed';
      /** A stable word, `http_` and the status, or the code of an error of Node. */
      readonly reason: string;
      readonly askedSeconds?: number;
    };

/**
 * Signs an event for this attempt and sends it.
 * @throws PortFault when the secrets cannot be read
 */
export async function attemptEvent(
  { endpoint, secrets, now }: Pick<NotifyDependencies, 'endpoint' | 'secrets' | 'now'>,
  { text }: QueuedEvent,
  { eventId }: EventIdentity,
): Promise<AttemptResult> {
  const body = Buffer.from(text);
  const active = await activeSecrets(secrets);
  const at = new Date(now()).toISOString();
  const headers = notificationHeaders({ id: eventId, body, at, secrets: active });
  if (!headers) return { kind: 'failed', reason: 'no_secret' };
  return resultOf(await endpoint.post(headers, body), now());
}

/** Reads again when there are none, because an operator may just have set the first one. */
async function activeSecrets(secrets: SecretStore): Promise<readonly string[]> {
  const known = await secrets.secretsOf(NOTIFY);
  return known.length > 0 ? known : secrets.freshSecretsOf(NOTIFY);
}

/** Only 2xx is accepted. A redirect is not followed: the address is a setting, and the new one was not checked. */
function resultOf(answer: EndpointAnswer, now: number): AttemptResult {
  if ('fault' in answer) return { kind: 'failed', reason: answer.fault };
  const { status, retryAfter = '' } = answer;
  if (status >= 200 && status < 300) return { kind: 'accepted', status };
  const askedSeconds = retryAfterSeconds(retryAfter, now);
  const reason = `http_${status}`;
  return askedSeconds === undefined ? { kind: 'failed', reason } : { kind: 'failed', reason, askedSeconds };
}
