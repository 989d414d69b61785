import { type Provider, refusalStatus } from '../providers/provider.ts';
import { bodyDigest } from '../webhook/body-digest.ts';
import type { Delivery } from '../webhook/delivery.ts';
import type { Headers } from '../webhook/headers.ts';
import { type QueueMessage, queueMessageVersion } from '../webhook/queue-message.ts';
import { checkSignature, type SignatureProblem, type SignedDelivery } from '../webhook/signature.ts';
import type { SignatureScheme } from '../webhook/signature-scheme.ts';
import { type UnsignedSource, unsignedAddresses } from '../webhook/unsigned-source.ts';
import type { ReceiveOutcome } from './answers.ts';
import { faultReason } from './fault-reason.ts';
import type { Invocation } from './invocation.ts';
import type { Report } from './log-codes.ts';
import type { DeliveryQueue, SecretStore } from './ports.ts';

export interface ReceiveDependencies {
  readonly findProvider: (name: string) => Provider | undefined;
  readonly secrets: SecretStore;
  readonly queue: DeliveryQueue;
  readonly maxBodyBytes: number;
  /** The address of the service as it is configured, without a path: some providers sign the URL of the webhook. */
  readonly publicUrl: string;
  /** Addresses from which a provider may send without a signature. By default every delivery must be signed. */
  readonly unsignedSources?: readonly UnsignedSource[];
}

/** The outcome, and for `queued` the id under which the webhook is queued. */
export interface Received {
  readonly outcome: ReceiveOutcome;
  readonly id?: string;
}

/**
 * Verifies a delivery over its raw bytes and queues it. The body is not parsed here, so an authentic webhook that
 * we cannot understand yet is kept until we can.
 *
 * Never throws. Only `queued` may be acknowledged. It is returned only after the queue has accepted the message.
 */
export async function receiveDelivery(
  dependencies: ReceiveDependencies,
  delivery: Delivery,
  { report, outOfTime }: Invocation,
): Promise<Received> {
  const { findProvider, queue, maxBodyBytes } = dependencies;
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
    const judgement = await judge(dependencies, provider, delivery);
    if ('problem' in judgement) return refuse(report, provider, about, judgement.problem);
    const message = toMessage(provider, delivery);
    const id = await queue.send(message, outOfTime);
    const { deliveryId } = message;
    const fields = { ...about, messageId: id };
    report(judgement.code, deliveryId ? { ...fields, deliveryId } : fields);
    return { outcome: 'queued', id };
  } catch (error) {
    report('delivery_unavailable', { ...about, reason: faultReason(error) });
    return { outcome: 'unavailable' };
  }
}

type Problem = SignatureProblem | 'no_secret' | 'source_not_listed';

type Judgement =
  /** Accepted: one of the provider's secrets signed exactly this body, or it came unsigned from a listed address. */
  | { readonly code: 'delivery_queued' | 'delivery_queued_unsigned' }
  /** Refused. */
  | { readonly problem: Problem };

/**
 * Judges a delivery by its signature. Without one, the secrets make no difference: the delivery is judged by the
 * address it came from, if addresses are listed for its provider, and is refused otherwise. So a stranger who posts to
 * a provider that is not in use gets the same answer as everywhere else, and raises no alarm about a missing secret.
 */
async function judge(
  dependencies: ReceiveDependencies,
  provider: Provider,
  delivery: Delivery,
): Promise<Judgement> {
  const { unsignedSources = [] } = dependencies;
  if (!delivery.headers[provider.signature.header]) {
    return judgeSource(unsignedAddresses(unsignedSources, provider.name), delivery.sourceIp);
  }
  const problem = await signatureProblem(dependencies, provider, delivery);
  return problem === undefined ? { code: 'delivery_queued' } : { problem };
}

function judgeSource(addresses: readonly string[], sourceIp: string | undefined): Judgement {
  if (addresses.length === 0) return { problem: 'signature_missing' };
  const isListed = addresses.some((address) => address === sourceIp);
  return isListed ? { code: 'delivery_queued_unsigned' } : { problem: 'source_not_listed' };
}

/** Checks again with fresh secrets if the first check fails: the provider may already use a newer secret. */
async function signatureProblem(
  { secrets, publicUrl }: ReceiveDependencies,
  { name, signature }: Provider,
  delivery: Delivery,
): Promise<Problem | undefined> {
  const signed = { ...delivery, url: `${publicUrl}/webhooks/${name}` };
  const problem = problemWith(await secrets.secretsOf(name), signature, signed);
  if (problem !== 'signature_mismatch' && problem !== 'no_secret') return problem;
  return problemWith(await secrets.freshSecretsOf(name), signature, signed);
}

function problemWith(
  secrets: readonly string[],
  scheme: SignatureScheme,
  delivery: SignedDelivery,
): Problem | undefined {
  if (secrets.length === 0) return 'no_secret';
  const problem = checkSignature(scheme, delivery, secrets);
  return problem === 'secret_malformed' ? 'no_secret' : problem;
}

function refuse(
  report: Report,
  provider: Provider,
  about: { provider: string; requestId: string },
  problem: Problem,
): Received {
  if (problem === 'no_secret') {
    report('delivery_no_secret', about);
    return { outcome: 'no_secret' };
  }
  report('delivery_unauthorized', { ...about, reason: problem });
  return { outcome: refusalStatus(provider) === 429 ? 'refused_for_now' : 'unauthorized' };
}

function toMessage(provider: Provider, delivery: Delivery): QueueMessage {
  const { deliveryIdHeader, eventIdHeader, keptHeaders } = provider;
  const message: QueueMessage = {
    version: queueMessageVersion,
    provider: provider.name,
    body: Buffer.from(delivery.body).toString('base64'),
    bodyDigest: bodyDigest(delivery.body),
    receivedAt: delivery.receivedAt,
    requestId: delivery.requestId,
    headers: pickHeaders(delivery.headers, eventIdHeader ? [...keptHeaders, eventIdHeader] : keptHeaders),
  };
  const deliveryId = deliveryIdHeader && headerText(delivery.headers, deliveryIdHeader);
  return deliveryId ? { ...message, deliveryId } : message;
}

function pickHeaders(headers: Headers, names: readonly string[]): Headers {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const text = headerText(headers, name);
    if (text !== undefined) picked[name] = text;
  }
  return picked;
}

/** Returns a header's text if it is short printable ASCII. SQS refuses other characters, and the sender chose them. */
function headerText(headers: Headers, name: string): string | undefined {
  const text = headers[name] ?? '';
  return /^[\x20-\x7e]{1,256}$/.test(text) ? text : undefined;
}
