import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const START = { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] } satisfies Parameters<typeof fork>[2];

/** What an execution environment of Lambda has in its variables, and nothing of this process's own. */
const lambdaVariables = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
};

/** Starts a file of `bench/children` with the environment of a function. What it prints is dropped: handlers log. */
export function forkChild(
  file: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
): ChildProcess {
  const path = join(import.meta.dirname, '../children', file);
  return fork(path, parameters, { ...START, env: { ...lambdaVariables, ...variables } });
}

/**
 * Runs a file of `bench/children` in a process of its own, as each execution environment is one, and gives the
 * first thing that it sends.
 */
export async function inChild<Result>(
  file: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Result> {
  const child = forkChild(file, parameters, variables);
  try {
    return await answerOf<Result>(child, file);
  } finally {
    child.kill();
  }
}

const answerOf = <Result>(child: ChildProcess, file: string): Promise<Result> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Result));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with ${code} before it had sent anything.`)),
    );
  });
