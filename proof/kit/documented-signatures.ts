import { createHmac } from 'node:crypto';

/** How a provider signs a webhook. */
export interface DocumentedScheme {
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256';
  readonly prefix: string;
}

/**
 * The signature schemes from the providers' documentation, written a second time on purpose. A judge that took them
 * from lib would believe the code under test.
 */
export const documentedSchemes: ReadonlyMap<string, DocumentedScheme> = new Map([
  ['inqud', { header: 'x-payload-digest', algorithm: 'sha1', prefix: '' }],
  ['tweed', { header: 'x-hub-signature-256', algorithm: 'sha256', prefix: 'sha256=' }],
]);

/** Returns the digest of a body, in hexadecimal. */
export function documentedDigest({ algorithm }: DocumentedScheme, body: Uint8Array, secret: string): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}
