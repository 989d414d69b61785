import { type Command, CommanderError } from 'commander';
import { CommandFailure, type ExitCode, exitCode } from './failure/command-failure.ts';
import { program } from './program.ts';
import { paintFor } from './terminal/screen.ts';

/** Runs a command line. Never throws: whatever happens becomes a line on standard error and an exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    const root = withoutExit(program());
    await root.parseAsync(args, { from: 'user' });
    return exitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    const failure = error instanceof CommandFailure ? error : unforeseen(error);
    process.stderr.write(`${lineOf(failure)}\n`);
    if (process.env['CHECKOUTS_DEBUG']) console.error(failure.cause ?? error);
    return failure.exitCode;
  }
}

/** A no is an answer; only what went wrong is called an error. */
function lineOf({ exitCode: code, message }: CommandFailure): string {
  const paint = paintFor(process.stderr);
  return code === exitCode.no ? paint('red', message) : `${paint('red', 'error:')} ${message}`;
}

/** Commander exits by itself unless told otherwise, command by command. */
function withoutExit(command: Command): Command {
  command.exitOverride().showHelpAfterError('(--help shows how it is used)');
  for (const child of command.commands) withoutExit(child);
  return command;
}

const unforeseen = (error: unknown): CommandFailure =>
  new CommandFailure(exitCode.fault, `unforeseen: ${String(error)} (CHECKOUTS_DEBUG=1 shows where)`);

/** `checkouts list | head -1`: the reader has what it wanted. */
export function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.ok);
}
