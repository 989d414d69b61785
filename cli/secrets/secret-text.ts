import { createHash, randomBytes } from 'node:crypto';
import { usageError } from '../failure/command-failure.ts';

const GENERATED_BYTES = 32;
const FINGERPRINT_DIGITS = 8;
/** A shorter secret can be guessed. */
const SHORTEST = 8;
/** The size in bytes of a standard parameter of SSM. One parameter holds all secrets of a provider. */
export const LARGEST_PARAMETER = 4_096;
const LONGEST = 1_024;

/** Returns 256 random bits, in characters that every dashboard accepts. */
export const generatedSecret = (): string => randomBytes(GENERATED_BYTES).toString('base64url');

/**
 * The first digits of the secret's SHA-256 (`printf %s SECRET | sha256sum`). They are enough to tell secrets apart, and
 * not enough to find one.
 */
export const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, FINGERPRINT_DIGITS);

/**
 * Returns the secret in a text that was typed or piped in.
 * @throws CommandFailure (usage) that never contains the secret
 */
export function secretFrom(input: string): string {
  const [secret = '', ...rest] = input.replace(/\r?\n$/, '').split('\n');
  if (rest.length > 0) throw usageError('Enter one secret, on one line.');
  if (secret !== secret.trim())
    throw usageError('The secret begins or ends with a space, which would be lost.');
  if (/\p{Cc}/u.test(secret)) throw usageError('The secret contains a control character.');
  if (secret.length < SHORTEST) throw usageError(`The secret has fewer than ${SHORTEST} characters.`);
  if (secret.length > LONGEST) throw usageError(`The secret has more than ${LONGEST} characters.`);
  return secret;
}
