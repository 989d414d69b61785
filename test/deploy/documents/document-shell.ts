import { type Finished, runProgram } from '../../../scripts/template/run-program.ts';

/** A command of a block that ended with another code than 0. */
export interface FailedCommand {
  readonly code: number;
  readonly command: string;
}

export interface ShellRun extends Finished {
  readonly failed: readonly FailedCommand[];
}

export interface ShellPlace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 180_000;
const MARK = 'failed-command';

/**
 * Before the commands of a block: reports every command that fails. A command of ours that asks for a confirmation
 * ends with 2 without a terminal; then it runs again, as if the user had said yes.
 */
const PRELUDE = `
npx() {
  command npx "$@" 2> >(tee "$HOME/errors" >&2) && return 0
  local code=$?
  last="npx $*"
  if [ $code -eq 2 ] && sleep 0.1 && grep -q 'Add --yes' "$HOME/errors"; then command npx "$@" --yes; return; fi
  return $code
}
trap 'echo "${MARK} $? \${last:-$BASH_COMMAND}"; last=' ERR
`;

/** Runs commands in one shell, as a reader would who pastes them. @param input what the reader would type */
export async function runInShell(
  text: string,
  { directory, environment }: ShellPlace,
  input: string,
): Promise<ShellRun> {
  const options = { cwd: directory, env: environment, timeoutMs: TIMEOUT_MS, input };
  const finished = await runProgram('bash', ['-c', `${PRELUDE}\n${text}`], options);
  const failed: FailedCommand[] = [];
  for (const [, code = '', command = ''] of finished.stdout.matchAll(/^failed-command (\d+) (.*)$/gm))
    failed.push({ code: Number(code), command });
  return { ...finished, failed };
}
