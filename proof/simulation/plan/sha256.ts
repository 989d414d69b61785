import { createHash } from 'node:crypto';

/** Returns the digest in hexadecimal. This does not use lib's digest of a body, because it judges that one. */
export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
