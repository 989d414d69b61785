const FOUND_SOMETHING = 1;
const USAGE_FAULT = 2;

/** A command that runs a proof. */
export interface ProofCommand<Options extends { readonly help: boolean }> {
  /** The text for `--help`. */
  readonly help: string;
  /** @throws Error when the command line is wrong; its message is for the user */
  readonly readOptions: () => Options;
  /** Returns whether everything was as it must be. */
  readonly run: (options: Options) => Promise<boolean>;
}

/** Runs a command and sets the exit code: 1 when the proof found something, 2 when the command line is wrong. */
export async function runProof<Options extends { readonly help: boolean }>(
  command: ProofCommand<Options>,
): Promise<void> {
  const options = optionsOrFault(command.readOptions);
  if (options instanceof Error) {
    console.error(options.message);
    process.exitCode = USAGE_FAULT;
  } else if (options.help) {
    console.log(command.help);
  } else if (!(await command.run(options))) {
    process.exitCode = FOUND_SOMETHING;
  }
}

function optionsOrFault<Options>(read: () => Options): Options | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
