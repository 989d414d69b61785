import type { Provider } from '../../../lib/providers/provider.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { secretHolding } from '../../../lib/webhook/secret-keys.ts';
import { PUBLIC_URL, signedBy } from '../../../proof/kit/signed-by.ts';
import { type Arrival, keysIn } from '../../../proof/kit/signing/is-signed.ts';
import { digestOf, headersOf, readSent, type SentWebhook } from '../../../proof/kit/signing/sent-webhook.ts';

/** When every delivery of the contract suite arrives. */
export const RECEIVED_AT = '2026-01-01T00:00:00.900Z';

/** A delivery, and whether the service must accept it. */
export interface SignatureCase {
  readonly name: string;
  readonly isAccepted: boolean;
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly publicUrl: string;
  /** The active secrets. */
  readonly secrets: readonly string[];
}

/** A provider, and a webhook that it signed with the newest of two active secrets. Every case changes one thing. */
export interface Subject {
  readonly provider: Provider;
  readonly secrets: readonly [newest: string, previous: string];
  readonly good: SentWebhook;
}

/** Two active secrets, in the form that the provider's scheme takes. */
export const secretsOf = ({ signature }: Provider): readonly [string, string] => [
  secretHolding(signature, 'newest-secret'),
  secretHolding(signature, 'previous-secret'),
];

export function subjectOf(provider: Provider, body: Uint8Array, at = RECEIVED_AT): Subject {
  const secrets = secretsOf(provider);
  const headers = signedBy(provider, body, secrets[0], at);
  const url = `${PUBLIC_URL}/webhooks/${provider.name}`;
  const good = readSent(provider.signature, { body, url, headers });
  if (!good) throw new Error(`The signature of ${provider.name} does not have the form of its scheme.`);
  return { provider, secrets, good };
}

/** Returns a delivery that is sent exactly like this, with whatever digests it has. */
export function delivered(
  { provider, secrets }: Subject,
  name: string,
  isAccepted: boolean,
  sent: SentWebhook,
): SignatureCase {
  const publicUrl = sent.url.replace(`/webhooks/${provider.name}`, '');
  const headers = headersOf(provider.signature, sent);
  return { name, isAccepted, body: sent.body, headers, publicUrl, secrets };
}

/** Returns a change after signing, which must be refused. */
export const tampered = (subject: Subject, name: string, change: Partial<SentWebhook>): SignatureCase =>
  delivered(subject, name, false, { ...subject.good, ...change });

/** Returns a changed webhook with its digest made by the holder of the newest secret. A part may be missing. */
export function resigned(
  { provider: { signature }, good, secrets: [newest] }: Subject,
  change: Partial<SentWebhook> = {},
): SentWebhook {
  const sent = { ...good, ...change };
  const [key] = keysIn(signature, newest);
  if (!key) throw new Error('The secret has no form that the scheme takes.');
  return { ...sent, digests: [digestOf(signature, sent, key, '')] };
}

export const arrivalOf = ({ body, headers, publicUrl }: SignatureCase, { name }: Provider): Arrival => ({
  body,
  headers,
  url: `${publicUrl}/webhooks/${name}`,
  receivedAt: RECEIVED_AT,
});

/** The one digest of a webhook that is signed once. */
export const digestIn = ({ digests }: SentWebhook): string => digests[0] ?? '';
