import { createInterface } from 'node:readline/promises';
import { CommandFailure, exitCode, usageError } from '../failure/command-failure.ts';

/** Goes on only after a yes: `--yes`, or typed at the terminal. @throws CommandFailure otherwise */
export async function confirm(question: string, yes: true | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw usageError(`${question} Add --yes to go ahead.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} Type yes to go ahead: `);
    if (answer.trim().toLowerCase() !== 'yes') throw new CommandFailure(exitCode.no, 'Nothing was done.');
  } finally {
    lines.close();
  }
}
