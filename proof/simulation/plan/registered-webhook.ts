import type { Provider } from '../../../lib/providers/provider.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { keysIn } from '../../kit/signing/is-signed.ts';
import { digestOf, headersOf, readSent } from '../../kit/signing/sent-webhook.ts';
import { type Chooser, happens, pick } from '../choosing/chooser.ts';
import { authenticHeaders, CANARY, secretOf, urlOf } from './authentic-headers.ts';
import { BAD_BYTE_MARK, drawStyle } from './body-bytes.ts';
import type { Fact, Webhook } from './planned-webhook.ts';
import { sha256 } from './sha256.ts';
import { isoTime } from './values/provider-time.ts';
import type { RegisteredKind } from './values/registered-kinds.ts';

const TRIES = 11;
const NS_PER_MS = 1_000_000n;
/** A secret that the provider will sign with one day, and that is not configured here. */
const FUTURE = 9;

interface Subject {
  readonly checkout: number;
  /** Nanoseconds since the epoch. */
  readonly time: bigint;
}

/**
 * Draws a webhook of a provider that the model does not know by hand. The body is the provider's own sample. Where its
 * event has an id apart from the body, each retry has another body, as some providers send it.
 */
export function drawRegisteredWebhook(
  chooser: Chooser,
  { provider, prefix, statuses }: RegisteredKind,
  { checkout, time }: Subject,
): Webhook {
  const status = pick(chooser, statuses);
  const writeBytes = drawStyle(chooser);
  const isRotating = happens(chooser, 30);
  const request = { checkoutId: `${prefix}sim-${checkout}`, status, at: isoTime(time) };
  const value = {
    ...Object(provider.sample(withoutUndefined({ ...request, reference: referenceOf(status) }))),
    note: `${CANARY} ${BAD_BYTE_MARK}`,
  };
  const body = writeBytes(value);
  const id = sha256(body);
  const fact = readFact(provider, prefix, body);
  const webhook: Webhook = {
    name: `${request.checkoutId} ${status}`,
    provider,
    body,
    nature: { kind: 'checkout', fact },
    headers: (signing, sent) => {
      const headers = authenticHeaders(provider, sent, { ...signing, id });
      return isRotating ? withAnotherDigest(provider, sent, headers) : headers;
    },
    tries: TRIES,
    repeats: chooser.below(3),
  };
  const isIdApart = provider.eventIdHeader !== undefined || fact.eventId !== id;
  return isIdApart ? { ...webhook, retryBody: (attempt) => writeBytes({ ...value, attempt }) } : webhook;
}

/** The ids in some samples do not depend on the reference, so the reference follows from what they depend on. */
const referenceOf = (status: string): string | undefined =>
  status.length % 3 === 0 ? undefined : `order-${status.length % 3}`;

/** Returns what the provider's own parser reads. Fixtures and vendors' packages prove the parsers elsewhere. */
function readFact(provider: Provider, prefix: string, body: Uint8Array): Fact {
  const signing = { secret: secretOf(provider.name, 0), at: new Date(0).toISOString() };
  const headers = authenticHeaders(provider, body, signing);
  const parsed = provider.parse(body, headers);
  if (parsed.kind !== 'checkout') throw new TypeError(`${provider.name} cannot read its own sample.`);
  const { kind: _, updatedAt, order, eventId, ...fact } = parsed;
  const time = updatedAt === undefined ? undefined : nanosecondsOf(updatedAt);
  return withoutUndefined({
    ...fact,
    provider: provider.name,
    eventId: eventId ?? headerOf(headers, provider.eventIdHeader) ?? sha256(body),
    time: order === undefined ? time : undefined,
    isLast: order === 'last' ? (true as const) : undefined,
    shownTime: time,
    mayBeFollowedBy: provider.lifecycles[prefix]?.[fact.status]?.mayBeFollowedBy,
  });
}

const headerOf = (headers: Headers, name: string | undefined): string | undefined =>
  name === undefined ? undefined : headers[name];

/** Reads a time in UTC with nine digits after the point. */
function nanosecondsOf(text: string): bigint {
  const [seconds = '', fraction = ''] = text.replace('Z', '').split('.');
  return BigInt(Date.parse(`${seconds}Z`)) * NS_PER_MS + BigInt(fraction.padEnd(9, '0'));
}

/** During a rotation, a provider that sends a list of digests signs with both secrets: here the unknown one is first. */
function withAnotherDigest(provider: Provider, body: Uint8Array, headers: Headers): Headers {
  const { name, signature } = provider;
  const sent = readSent(signature, { body, url: urlOf(name), headers });
  const [key] = keysIn(signature, secretOf(name, FUTURE));
  if ('prefix' in signature.value || !sent || !key) return headers;
  const digests = [digestOf(signature, sent, key), ...sent.digests];
  return headersOf(signature, { ...sent, digests });
}
