import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { secretFrom } from './secret-text.ts';

/** The secret from standard input: piped in, or typed at a terminal that does not show it. */
export async function readSecret(prompt: string): Promise<string> {
  return secretFrom(process.stdin.isTTY ? await typed(prompt) : await text(process.stdin));
}

async function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  // Readline echoes what is typed to its output; this one swallows it.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
