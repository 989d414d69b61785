import { spawn } from 'node:child_process';

export interface Finished {
  /** The exit code, or null when a signal ended it. */
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program after so long. */
  readonly timeoutMs?: number;
  readonly input?: string;
}

const DEFAULT_TIMEOUT_MS = 300_000;

/** Runs a program to its end. Never throws for what the program answers: that is for the caller to judge. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs = DEFAULT_TIMEOUT_MS, input = '' }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, timeout: timeoutMs, ...(cwd !== undefined && { cwd }) });
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

/** The same, for a program that must succeed. @throws Error with what it printed */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const finished = await runProgram(command, args, options);
  if (finished.code === 0) return finished;
  throw new Error(`${command} ${args.join(' ')} ended with ${finished.code}:\n${finished.output}`);
}
