import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Provider } from '../../lib/providers/provider.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { secretKeys } from '../../lib/webhook/secret-keys.ts';
import { usageError } from '../failure/command-failure.ts';
import { note, print, printJson } from '../terminal/screen.ts';
import { fingerprint, generatedSecret, secretFrom } from './secret-text.ts';

export const GENERATE_OPTION = [
  '--generate',
  'generate a new secret and print it once, instead of reading one',
] as const;

/** Returns a new secret: generated, or read from standard input. A secret typed at a terminal is not shown. */
export async function newSecret(provider: Provider, generate: true | undefined): Promise<string> {
  const { title, signature } = provider;
  if (generate) return secretFor(provider, generatedSecret());
  const input = process.stdin.isTTY
    ? await typed(`Secret of ${title} (not shown): `)
    : await text(process.stdin);
  const secret = secretFrom(input);
  if (secretKeys(signature, secret).length === 0)
    throw usageError(`A secret of ${title} is base64, with or without whsec_ before it. This one is not.`);
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
  { name, title }: Provider,
  accepted: NonEmpty<string>,
  { generate, json }: ShowOptions,
): void {
  const [newest] = accepted;
  if (generate) note(`Enter this secret in ${title}'s dashboard now. It will not be shown again:`);
  const secret = generate && newest;
  if (json) printJson(withoutUndefined({ provider: name, accepted: accepted.map(fingerprint), secret }));
  else if (secret !== undefined) print(secret);
}
