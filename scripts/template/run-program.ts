import { spawn } from 'node:child_process';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';

export interface Finished {
  /** The exit code, or null when a signal ended the program. */
  readonly code: number | null;
  /** Standard output and standard error, in the order in which they were written. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program after this time. */
  readonly timeoutMs?: number;
  readonly input?: string;
}

const DEFAULT_TIMEOUT_MS = 300_000;

/** Runs a program to its end. A failing program is not an error here: the caller looks at the exit code. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs = DEFAULT_TIMEOUT_MS, input = '' }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, withoutUndefined({ env, timeout: timeoutMs, cwd }));
    let output = '';
    let stdout = '';
    child.stdout.on('data', (text: Buffer) => {
      output += text;
      stdout += text;
    });
    child.stderr.on('data', (text: Buffer) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, stdout }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Runs a program that must succeed. @throws Error with its output */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const finished = await runProgram(command, args, options);
  if (finished.code === 0) return finished;
  throw new Error(`${command} ${args.join(' ')} ended with ${finished.code}:\n${finished.output}`);
}
