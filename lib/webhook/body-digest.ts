import { createHash } from 'node:crypto';

/** The SHA-256 of a body as it was received, in lower-case hexadecimal, as `sha256sum` prints it. */
export const bodyDigest = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
