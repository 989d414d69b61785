import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { secretHolding, secretKeys } from '../../lib/webhook/secret-keys.ts';
import { usageError } from '../failure/command-failure.ts';
import { note, print, printJson } from '../terminal/screen.ts';
import type { SecretOwner } from './secret-owner.ts';
import { fingerprint, generatedSecret, secretFrom } from './secret-text.ts';

export const GENERATE_OPTION = [
  '--generate',
  'generate a new secret and print it once, instead of reading one',
] as const;

/** Returns a new secret: generated, or read from standard input. A secret typed at a terminal is not shown. */
export async function newSecret(owner: SecretOwner, generate: true | undefined): Promise<string> {
  const { title, signature, fewestBytes } = owner;
  if (generate) return secretHolding(signature, generatedSecret());
  const input = process.stdin.isTTY
    ? await typed(`Secret of ${title} (not shown): `)
    : await text(process.stdin);
  const secret = secretFrom(input);
  const [key] = secretKeys(signature, secret);
  if (key === undefined)
    throw usageError(`A secret of ${title} is base64, with or without whsec_ before it. This one is not.`);
  if ((key.symmetricKeySize ?? 0) < fewestBytes)
    throw usageError(`A secret of ${title} has at least ${fewestBytes} bytes, in base64 after whsec_.`);
  return secret;
}

async function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  // Readline repeats the typed characters on its output, so it gets one that discards them.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** How to show the outcome of a command that adds a secret. */
interface ShowOptions {
  readonly generate: true | undefined;
  readonly json: true | undefined;
}

/**
 * Prints a generated secret once it is accepted. Standard output has nothing else, so that it can go into a pipe. With
 * `--json` there is a document, with or without a generated secret.
 *
 * @param accepted newest first
 */
export function showAccepted(
  { name, says }: SecretOwner,
  accepted: NonEmpty<string>,
  { generate, json }: ShowOptions,
): void {
  const [newest] = accepted;
  if (generate) note(says.handOver);
  const secret = generate && newest;
  if (json) printJson(withoutUndefined({ provider: name, accepted: accepted.map(fingerprint), secret }));
  else if (secret !== undefined) print(secret);
}
