import { createHash, randomBytes } from 'node:crypto';
import { usageError } from '../failure/command-failure.ts';

const GENERATED_BYTES = 32;
const FINGERPRINT_DIGITS = 8;
/** Fewer characters than this can be guessed by trying. */
const SHORTEST = 8;
/** SSM's standard parameters hold 4 KB, and two of ours must fit in. */
const LONGEST = 1_024;

/** 256 random bits, in characters that every dashboard takes. */
export const generatedSecret = (): string => randomBytes(GENERATED_BYTES).toString('base64url');

/** Enough of its SHA-256 to tell secrets apart (`printf %s SECRET | sha256sum`), and too little to find one. */
export const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, FINGERPRINT_DIGITS);

/**
 * The secret in what was typed or piped in: one line.
 * @throws CommandFailure (usage) that never quotes it
 */
export function secretFrom(input: string): string {
  const [secret = '', ...rest] = input.replace(/\r?\n$/, '').split('\n');
  if (rest.length > 0) throw usageError('One secret is wanted, on one line.');
  if (secret !== secret.trim())
    throw usageError('The secret begins or ends with a space: it would not be kept.');
  if (/\p{Cc}/u.test(secret)) throw usageError('The secret has a control character in it.');
  if (secret.length < SHORTEST) throw usageError(`The secret has fewer than ${SHORTEST} characters.`);
  if (secret.length > LONGEST) throw usageError(`The secret has more than ${LONGEST} characters.`);
  return secret;
}
