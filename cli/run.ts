import { type Command, CommanderError } from 'commander';
import { CommandFailure, type ExitCode, exitCode } from './failure/command-failure.ts';
import { usageFailure } from './failure/usage-failure.ts';
import { program } from './program.ts';
import { refilled, wrapped } from './terminal/fit-text.ts';
import { onStderr, paintFor, print, printJson } from './terminal/screen.ts';

/** What Commander takes for a pipe. */
const WIDTH_OF_PIPED_HELP = 80;
/** The least width in which Commander still wraps a description. */
const NARROWEST_DESCRIPTION = 20;

/** Runs a command line. Never throws: every failure is printed, and becomes an exit code. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const isJson = wantsJson(args);
  try {
    const root = withoutExit(await program(args), isJson);
    await root.parseAsync(commandFirst(args), { from: 'user' });
    return exitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.ok;
    return report(failureOf(error), error, isJson);
  }
}

/** Looks at the command line itself, because one that cannot be parsed needs an answer in JSON too. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).includes('--json');
}

/** Accepts --json before the command too. */
const commandFirst = (args: readonly string[]): readonly string[] =>
  args[0] === '--json' && args.length > 1 ? [...args.slice(1), '--json'] : args;

function failureOf(error: unknown): CommandFailure {
  if (error instanceof CommanderError) return usageFailure(error);
  return error instanceof CommandFailure ? error : unexpected(error);
}

function report(failure: CommandFailure, error: unknown, isJson: boolean): ExitCode {
  if (isJson) printError(failure);
  // Commander has already printed its own errors.
  else if (!(error instanceof CommanderError)) process.stderr.write(`${onStderr(lineOf(failure))}\n`);
  if (process.env['CHECKOUTS_DEBUG']) console.error(failure.cause ?? error);
  return failure.exitCode;
}

/** An error without a result is one line, so that it fits after lines that a command has already printed. */
function printError({ code, message, result }: CommandFailure): void {
  const error = { code, message };
  if (Object.keys(result).length === 0) print(JSON.stringify({ error }));
  else printJson({ ...result, error });
}

/** A negative result, such as "not found", is not called an error. */
function lineOf({ exitCode: code, message }: CommandFailure): string {
  const paint = paintFor(process.stderr);
  return code === exitCode.no ? paint('red', message) : `${paint('red', 'error:')} ${message}`;
}

/** Makes Commander throw instead of ending the process. Each command needs the setting. */
function withoutExit(command: Command, isSilent: boolean): Command {
  command.exitOverride().showHelpAfterError('(add --help for usage)');
  command.configureHelp({ ...command.configureHelp(), minWidthToWrap: NARROWEST_DESCRIPTION });
  command.configureOutput({ writeOut: printHelp });
  if (isSilent) command.configureOutput({ writeErr: ignore, outputError: ignore });
  for (const child of command.commands) withoutExit(child, isSilent);
  return command;
}

/** Commander wraps its own part of the help. The remarks and examples after it come separately. */
const printHelp = (text: string): void => {
  const width = process.stdout.isTTY ? process.stdout.columns : WIDTH_OF_PIPED_HELP;
  const [usage = '', ...rest] = text.split('\n');
  const isRemark = !usage.startsWith('Usage:');
  process.stdout.write(isRemark ? refilled(text, width) : [wrapped(usage, width, '  '), ...rest].join('\n'));
};

const ignore = (): void => undefined;

const unexpected = (error: unknown): CommandFailure =>
  new CommandFailure('unexpected', `unexpected: ${String(error)} (set CHECKOUTS_DEBUG=1 for details)`);

/** Ends the process without an error when a reader such as `head` closes the pipe. */
export function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.ok);
}
