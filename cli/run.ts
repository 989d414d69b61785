import { type Command, CommanderError } from 'commander';
import { CommandFailure, type ExitCode, exitCode } from './failure/command-failure.ts';
import { program } from './program.ts';
import { paintFor } from './terminal/screen.ts';

/** Runs a command line. Never throws: every failure becomes a line on standard error and an exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    const root = withoutExit(await program(args));
    await root.parseAsync(args, { from: 'user' });
    return exitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    const failure = error instanceof CommandFailure ? error : unexpected(error);
    process.stderr.write(`${lineOf(failure)}\n`);
    if (process.env['CHECKOUTS_DEBUG']) console.error(failure.cause ?? error);
    return failure.exitCode;
  }
}

/** A negative result, such as "not found", is not called an error. */
function lineOf({ exitCode: code, message }: CommandFailure): string {
  const paint = paintFor(process.stderr);
  return code === exitCode.no ? paint('red', message) : `${paint('red', 'error:')} ${message}`;
}

/** Makes Commander throw instead of ending the process. Each command needs the setting. */
function withoutExit(command: Command): Command {
  command.exitOverride().showHelpAfterError('(add --help for usage)');
  for (const child of command.commands) withoutExit(child);
  return command;
}

const unexpected = (error: unknown): CommandFailure =>
  new CommandFailure(exitCode.fault, `unexpected: ${String(error)} (set CHECKOUTS_DEBUG=1 for details)`);

/** Ends the process without an error when a reader such as `head` closes the pipe. */
export function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.ok);
}
