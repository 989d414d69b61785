import { createInterface } from 'node:readline/promises';
import { canceled, usageError } from '../failure/command-failure.ts';

/**
 * Resolves if the user agrees, with `--yes` or by typing yes at the terminal.
 * @throws CommandFailure otherwise
 */
export async function confirm(question: string, yes: true | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw usageError(`${question} Add --yes to continue.`, 'unconfirmed');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} Type yes to continue: `);
    if (answer.trim().toLowerCase() !== 'yes') throw canceled();
  } finally {
    lines.close();
  }
}
