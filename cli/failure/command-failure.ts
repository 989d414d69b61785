/** The exit codes. Scripts rely on them. */
export const exitCode = {
  ok: 0,
  /** Not found, refused, canceled, or a problem was found. */
  no: 1,
  /** The command line or the environment is wrong, and nothing was tried. */
  usage: 2,
  /** A service could not be reached, or it failed. */
  fault: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What went wrong, as scripts read it, and the exit code of each. docs/cli.md describes every code. */
export const failureCodes = {
  canceled: exitCode.no,
  interrupted: exitCode.no,
  not_found: exitCode.no,
  nothing_matches: exitCode.no,
  already_claimed: exitCode.no,
  not_succeeded: exitCode.no,
  needs_attention: exitCode.no,
  amount_differs: exitCode.no,
  not_accepted: exitCode.no,
  dead_letter: exitCode.no,
  not_applied: exitCode.no,
  no_such_status: exitCode.no,
  stuck: exitCode.no,
  problems_found: exitCode.no,
  not_deployed: exitCode.no,
  not_switched_on: exitCode.no,
  no_secret: exitCode.no,
  secret_exists: exitCode.no,
  no_deployment: exitCode.no,
  publishing_off: exitCode.no,
  update_failed: exitCode.no,
  not_empty: exitCode.no,
  still_changing: exitCode.no,
  refused: exitCode.no,

  wrong_usage: exitCode.usage,
  missing_command: exitCode.usage,
  unknown_command: exitCode.usage,
  unknown_option: exitCode.usage,
  missing_argument: exitCode.usage,
  invalid_argument: exitCode.usage,
  invalid_variable: exitCode.usage,
  invalid_cursor: exitCode.usage,
  ambiguous_checkout: exitCode.usage,
  unconfirmed: exitCode.usage,

  unreachable: exitCode.fault,
  no_credentials: exitCode.fault,
  no_region: exitCode.fault,
  missing_resource: exitCode.fault,
  access_denied: exitCode.fault,
  checks_incomplete: exitCode.fault,
  service_failed: exitCode.fault,
  unexpected: exitCode.fault,
} as const;

export type FailureCode = keyof typeof failureCodes;

interface FailureOptions extends ErrorOptions {
  /** What the command found before it failed. With `--json`, it is printed in one document with the error. */
  readonly result?: object;
}

/** Ends a command without success: with a code for scripts, and one or two lines for people. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly code: FailureCode;
  readonly result: object;

  constructor(code: FailureCode, message: string, { result = {}, ...options }: FailureOptions = {}) {
    super(message, options);
    this.code = code;
    this.result = result;
  }

  get exitCode(): ExitCode {
    return failureCodes[this.code];
  }
}

export const usageError = (message: string, code: FailureCode = 'wrong_usage'): CommandFailure =>
  new CommandFailure(code, message);

/** The user answered a question with anything but yes. */
export const canceled = (): CommandFailure =>
  new CommandFailure('canceled', 'Canceled. Nothing was changed.');
