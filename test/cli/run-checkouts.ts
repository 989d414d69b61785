import { execFile } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { vi } from 'vitest';
import { run } from '../../cli/run.ts';

/** The result of a run. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const executable = resolve('cli/checkouts.mjs');
/** Leads the shebang to the Node that runs the tests, and keeps the developer's own AWS settings out. */
const bareEnvironment = {
  PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Runs `checkouts` as a user does, in a process of its own. */
export function checkouts(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Run> {
  return new Promise((done) => {
    const options = { env: { ...bareEnvironment, ...environment }, timeout: 30_000 };
    const child = execFile(executable, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      done({ code, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

/** Runs `checkouts` in this process, which is many times faster. For tests that are not about the executable. */
export async function checkoutsHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await run(args);
    const textOf = ({ mock }: typeof stdout) =>
      stripVTControlCharacters(mock.calls.map(([text]) => text).join(''));
    return { code, stdout: textOf(stdout), stderr: textOf(stderr) };
  } finally {
    vi.unstubAllEnvs();
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
