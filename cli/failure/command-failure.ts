/** What scripts may rely on. */
export const exitCode = {
  ok: 0,
  /** Not there, refused, or something to see to: the question was understood and the answer is no. */
  no: 1,
  /** The command line is wrong; nothing was tried. */
  usage: 2,
  /** Something that the command needs could not be reached or failed. */
  fault: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

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
