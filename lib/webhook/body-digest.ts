import { createHash } from 'node:crypto';

/** SHA-256 of a body as received, in lower-case hexadecimal: what `sha256sum` prints. */
export const bodyDigest = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
