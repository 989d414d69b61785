import { type ExitCode, exitCode } from './exit-code.ts';

/** A command that ends without success: one or two lines for standard error, and the exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(code: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = code;
  }
}

export const usageError = (message: string): CommandFailure => new CommandFailure(exitCode.usage, message);
