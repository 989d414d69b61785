import { createHmac } from 'node:crypto';
import type { Headers } from '../../../lib/webhook/headers.ts';

const schemes = {
  inqud: { header: 'x-payload-digest', algorithm: 'sha1', prefix: '' },
  tweed: { header: 'x-hub-signature-256', algorithm: 'sha256', prefix: 'sha256=' },
} as const;

export type ProviderName = keyof typeof schemes;

export const providerName = (name: string): ProviderName => (name === 'tweed' ? 'tweed' : 'inqud');

/**
 * Stands in every body and in a header that is kept: nothing that is reported may contain it. Short, for what
 * quotes a body (a JSON error does) may quote its first few characters only.
 */
export const CANARY = 'cAnArY';

/** What the provider sends along, signed as its documentation says and not by our code. */
export function authenticHeaders(provider: ProviderName, body: Uint8Array, secret: string): Headers {
  const { header, algorithm, prefix } = schemes[provider];
  const digest = createHmac(algorithm, secret).update(body).digest('hex');
  return { 'content-type': 'application/json', 'user-agent': CANARY, [header]: prefix + digest };
}

/** The digests that may not be told anyone: the one that was sent, and the one that would have been right. */
export function digestsOf(provider: ProviderName, sent: Headers, body: Uint8Array, secret: string): string[] {
  const { header, prefix } = schemes[provider];
  const right = authenticHeaders(provider, body, secret)[header] ?? '';
  return [right, sent[header] ?? ''].map((text) => text.replace(prefix, ''));
}

export const signatureHeader = (provider: ProviderName): string => schemes[provider].header;

/** The secrets of a provider, by the number of rotations. */
export const secretOf = (provider: string, rotations: number): string =>
  `${provider}-signing-secret-${rotations}`;
