import type { Provider } from '../providers/provider.ts';
import { bodyDigest } from '../webhook/body-digest.ts';
import type { Delivery } from '../webhook/delivery.ts';
import type { Headers } from '../webhook/headers.ts';
import { type QueueMessage, queueMessageVersion } from '../webhook/queue-message.ts';
import { checkSignature, type SignatureProblem } from '../webhook/signature.ts';
import { type UnsignedSource, unsignedAddresses } from '../webhook/unsigned-source.ts';
import type { ReceiveOutcome } from './answers.ts';
import { faultReason } from './fault-reason.ts';
import type { DeliveryQueue, SecretStore } from './ports.ts';
import type { Report } from './signals.ts';

export interface ReceiveDependencies {
  readonly findProvider: (name: string) => Provider | undefined;
  readonly secrets: SecretStore;
  readonly queue: DeliveryQueue;
  readonly report: Report;
  readonly maxBodyBytes: number;
  /** Providers that may leave the signature out, and from where. Without any, every delivery must be signed. */
  readonly unsignedSources?: readonly UnsignedSource[];
}

/** The outcome, and for `queued` the id under which the webhook is queued. */
export interface Received {
  readonly outcome: ReceiveOutcome;
  readonly id?: string;
}

/**
 * Takes a delivery in: verify over the raw bytes, then queue, and nothing else. The body is not parsed, so that
 * an authentic webhook that we cannot understand yet survives until we can.
 *
 * Never throws. Only `queued` may be acknowledged, and it is given only after the queue has accepted the message.
 */
export async function receiveDelivery(
  dependencies: ReceiveDependencies,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Received> {
  const { findProvider, queue, report, maxBodyBytes } = dependencies;
  const { requestId } = delivery;
  const provider = findProvider(delivery.provider);
  if (!provider) {
    report('delivery_unknown_provider', { requestId });
    return { outcome: 'unknown_provider' };
  }
  const about = { provider: provider.name, requestId, bytes: delivery.body.length };
  if (delivery.body.length > maxBodyBytes) {
    report('delivery_too_large', about);
    return { outcome: 'too_large' };
  }
  try {
    const unsigned = unsignedFrom(dependencies, provider, delivery);
    const problem = unsigned ? unsigned.problem : await problemOf(provider, dependencies.secrets, delivery);
    if (problem) return refuse(report, about, problem);
    const message = toMessage(provider, delivery);
    const id = await queue.send(message, signal);
    report(unsigned ? 'delivery_queued_unsigned' : 'delivery_queued', {
      ...about,
      ...(message.deliveryId && { deliveryId: message.deliveryId }),
      messageId: id,
    });
    return { outcome: 'queued', id };
  } catch (error) {
    report('delivery_unavailable', { ...about, reason: faultReason(error) });
    return { outcome: 'unavailable' };
  }
}

type Problem = SignatureProblem | 'no_secret' | 'source_not_listed';

/**
 * The weaker mode: where a person has listed addresses for a provider, a delivery without any signature is judged
 * by the address it came from. One that carries a signature is judged by that, here as everywhere.
 *
 * @returns undefined when the delivery is to be judged by its signature
 */
function unsignedFrom(
  { unsignedSources = [] }: ReceiveDependencies,
  provider: Provider,
  { headers, sourceIp }: Delivery,
): { readonly problem: Problem | undefined } | undefined {
  const addresses = unsignedAddresses(unsignedSources, provider.name);
  if (addresses.length === 0 || headers[provider.signature.header]) return undefined;
  const listed = sourceIp !== undefined && addresses.includes(sourceIp);
  return { problem: listed ? undefined : 'source_not_listed' };
}

/** A signature that does not match may be one by a secret newer than those we hold: look once more. */
async function problemOf(
  provider: Provider,
  secrets: SecretStore,
  delivery: Delivery,
): Promise<Problem | undefined> {
  const problem = problemWith(await secrets.secretsOf(provider.name), provider, delivery);
  if (problem !== 'signature_mismatch' && problem !== 'no_secret') return problem;
  return problemWith(await secrets.freshSecretsOf(provider.name), provider, delivery);
}

function problemWith(
  secrets: readonly string[],
  provider: Provider,
  delivery: Delivery,
): Problem | undefined {
  if (secrets.length === 0) return 'no_secret';
  return checkSignature(provider.signature, delivery.headers, delivery.body, secrets);
}

function refuse(report: Report, about: { provider: string; requestId: string }, problem: Problem): Received {
  if (problem === 'no_secret') {
    report('delivery_no_secret', about);
    return { outcome: 'no_secret' };
  }
  report('delivery_unauthorized', { ...about, reason: problem });
  return { outcome: 'unauthorized' };
}

function toMessage(provider: Provider, delivery: Delivery): QueueMessage {
  const deliveryId = provider.deliveryIdHeader && headerText(delivery.headers, provider.deliveryIdHeader);
  return {
    version: queueMessageVersion,
    provider: provider.name,
    body: Buffer.from(delivery.body).toString('base64'),
    bodyDigest: bodyDigest(delivery.body),
    receivedAt: delivery.receivedAt,
    requestId: delivery.requestId,
    ...(deliveryId && { deliveryId }),
    headers: keptHeaders(provider, delivery.headers),
  };
}

const keptHeaders = (provider: Provider, headers: Headers): Headers =>
  Object.fromEntries(
    provider.keptHeaders.flatMap((name) => {
      const text = headerText(headers, name);
      return text ? [[name, text]] : [];
    }),
  );

/** SQS refuses some characters, and a header is a sender's text: only short printable ASCII is kept. */
function headerText(headers: Headers, name: string): string | undefined {
  const text = headers[name];
  return text !== undefined && /^[\x20-\x7e]{1,256}$/.test(text) ? text : undefined;
}
