/** The exit codes. Scripts rely on them. */
export const exitCode = {
  ok: 0,
  /** Not found, refused, canceled, or a problem was found. */
  no: 1,
  /** The command line is wrong, and nothing was tried. */
  usage: 2,
  /** A service could not be reached, or it failed. */
  fault: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a command without success, with one or two lines for standard error and an exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(code: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = code;
  }
}

export const usageError = (message: string): CommandFailure => new CommandFailure(exitCode.usage, message);

/** The user answered a question with anything but yes. */
export const canceled = (): CommandFailure =>
  new CommandFailure(exitCode.no, 'Canceled. Nothing was changed.');
